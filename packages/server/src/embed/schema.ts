import { builder } from '../schema/builder.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { createEmbedToken, type MadeEmbedToken } from './createEmbedToken.js';
import { revokeEmbedToken } from './revokeEmbedToken.js';

const EmbedAccessEnum = builder.enumType('EmbedAccess', {
  description: 'What a page with an embed token may do.',
  values: {
    READ: { description: 'Shows images and analyses, and watches them.' },
    READ_AND_ANALYZE: { description: 'Asks for analyses as well.' },
  } as const,
});

const CreateEmbedTokenPayload = builder.objectRef<MadeEmbedToken>('CreateEmbedTokenPayload');
CreateEmbedTokenPayload.implement({
  description: 'The token is good from now on. Hand it to the page in a body, never in an address.',
  fields: (t) => ({
    embedTokenId: t.id({
      description: 'For revokeEmbedToken.',
      resolve: ({ embedToken }) => encodeGlobalId('EmbedToken', embedToken.id),
    }),
    token: t.exposeString('token', {
      description: 'For the header "Authorization: Bearer eet_…" of the page. It is shown this once.',
    }),
    nonce: t.exposeString('nonce', {
      nullable: true,
      description:
        'For the header EventEye-Embed-Nonce of every request; null when the page made its own (nonceHash).',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it ends, with every stream and every file address it was used for.',
      resolve: ({ embedToken }) => embedToken.expiresAt,
    }),
  }),
});
const createEmbedTokenResult = resultUnion(
  'CreateEmbedTokenResult',
  CreateEmbedTokenPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError'],
  'How createEmbedToken ends.',
);
const CreateEmbedTokenInput = builder.inputType('CreateEmbedTokenInput', {
  description: 'What the page shows, where it is, and for how long. Give either patientId or studyId.',
  fields: (t) => ({
    patientId: t.id({ description: 'All of one patient.' }),
    studyId: t.id({ description: 'One study, of its patient.' }),
    allowedOrigins: t.stringList({
      required: true,
      description: 'Origins of the pages, such as "https://emr.example.org"; 1 to 20, no wildcards.',
    }),
    ttlSeconds: t.int({ description: 'How long it is good, 60 to 3600; 600 when left out.' }),
    access: t.field({ type: EmbedAccessEnum, description: 'What the page may do; READ when left out.' }),
    nonceHash: t.string({
      description:
        'SHA-256, as base64url without padding, of a random text that the page made and keeps. Left out, the answer brings a nonce.',
    }),
  }),
});

builder.mutationField('createEmbedToken', (t) =>
  t.field({
    type: createEmbedTokenResult.union,
    description:
      'Makes a token for a page of another system: minutes long, one patient or study, named origins, bound to a nonce. It ends with the session or API key that made it.',
    args: { input: t.arg({ type: CreateEmbedTokenInput, required: true, description: 'What for.' }) },
    resolve: (_root, { input }, context) =>
      createEmbedTokenResult.settle(async () => {
        const patientId =
          input.patientId == null ? null : requireRowId('Patient', input.patientId, 'patient');
        const studyId = input.studyId == null ? null : requireRowId('Study', input.studyId, 'study');
        const mayAnalyze = input.access === 'READ_AND_ANALYZE';
        const wanted = { ...input, patientId, studyId, mayAnalyze };
        return createEmbedToken(context.services, requireCaller(context), wanted);
      }),
  }),
);

const RevokeEmbedTokenPayload = builder.objectRef<{ revoked: boolean }>('RevokeEmbedTokenPayload');
RevokeEmbedTokenPayload.implement({
  description: 'The token is refused from now on.',
  fields: (t) => ({ revoked: t.exposeBoolean('revoked', { description: 'Always true.' }) }),
});
const revokeEmbedTokenResult = resultUnion(
  'RevokeEmbedTokenResult',
  RevokeEmbedTokenPayload,
  ['NotFoundError', 'ForbiddenError'],
  'How revokeEmbedToken ends.',
);
const RevokeEmbedTokenInput = builder.inputType('RevokeEmbedTokenInput', {
  description: 'Which token.',
  fields: (t) => ({
    embedTokenId: t.id({ required: true, description: 'As createEmbedToken answered it.' }),
  }),
});

builder.mutationField('revokeEmbedToken', (t) =>
  t.field({
    type: revokeEmbedTokenResult.union,
    description:
      'Ends an embed token that you made before its time; administrators end any of their organization’s.',
    args: { input: t.arg({ type: RevokeEmbedTokenInput, required: true, description: 'Which token.' }) },
    resolve: (_root, { input }, context) =>
      revokeEmbedTokenResult.settle(async () => {
        const id = requireRowId('EmbedToken', input.embedTokenId, 'embed token');
        await revokeEmbedToken(context.services, requireCaller(context), id);
        return { revoked: true };
      }),
  }),
);
