import type { ApiKey } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { createApiKey } from './createApiKey.js';
import { revokeApiKey } from './revokeApiKey.js';
import { ApiKeyNode, ApiKeyScopeEnum } from './schema.js';

const CreateApiKeyPayload = builder.objectRef<{ apiKey: ApiKey; secret: string }>('CreateApiKeyPayload');
CreateApiKeyPayload.implement({
  description: 'The key is good from now on.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyNode, description: 'The new key.', resolve: ({ apiKey }) => apiKey }),
    secret: t.exposeString('secret', {
      description: 'For the header "Authorization: Bearer ee_…". It is shown this once; store it safely.',
    }),
  }),
});
const createApiKeyResult = resultUnion(
  'CreateApiKeyResult',
  CreateApiKeyPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError'],
  'How createApiKey ends.',
);
const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'What the key is for.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What uses it, 1 to 100 characters.' }),
    scopes: t.field({
      type: [ApiKeyScopeEnum],
      required: true,
      description: 'What it may be used for: the least that does.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when it is good, at most two years from now; one year when left out.',
    }),
    userId: t.id({
      description:
        'An active INTEGRATION that is to speak with it, for example to change its key for a new one. Left out, one is made.',
    }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: createApiKeyResult.union,
    description: 'For administrators: makes a key that a program signs in with, as INTEGRATION.',
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'What for.' }) },
    resolve: (_root, { input }, context) =>
      createApiKeyResult.settle(async () => {
        const userId = input.userId == null ? null : requireRowId('User', input.userId, 'user');
        return createApiKey(context.services, requireCaller(context), { ...input, userId });
      }),
  }),
);

const RevokeApiKeyPayload = builder.objectRef<{ apiKey: ApiKey }>('RevokeApiKeyPayload');
RevokeApiKeyPayload.implement({
  description: 'The key is refused from now on.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyNode, description: 'The revoked key.', resolve: ({ apiKey }) => apiKey }),
  }),
});
const revokeApiKeyResult = resultUnion(
  'RevokeApiKeyResult',
  RevokeApiKeyPayload,
  ['NotFoundError', 'ForbiddenError'],
  'How revokeApiKey ends.',
);
const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'Which key.',
  fields: (t) => ({ apiKeyId: t.id({ required: true, description: 'The key.' }) }),
});

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: revokeApiKeyResult.union,
    description:
      'For administrators: refuses a key from now on, and the embed tokens that were made with it.',
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'Which key.' }) },
    resolve: (_root, { input }, context) =>
      revokeApiKeyResult.settle(async () => {
        const id = requireRowId('ApiKey', input.apiKeyId, 'API key');
        return { apiKey: await revokeApiKey(context.services, requireCaller(context), id) };
      }),
  }),
);
