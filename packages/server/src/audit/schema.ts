import type { Prisma } from '../database/client.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { encodeGlobalId, rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { AuditBody, AuditEntity } from './auditEvent.js';
import { userOfEvent } from './userOfEvent.js';

const bodyOf = ({ body }: { body: string }) => JSON.parse(body) as AuditBody;

const AuditEntityType = builder.objectRef<AuditEntity>('AuditEntity').implement({
  description: 'Something that was seen or changed.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'The type of the schema that it is of.' }),
    id: t.id({
      description: 'Its global id; it may be gone.',
      resolve: ({ type, id }) => encodeGlobalId(type, id),
    }),
  }),
});

/** One event of the audit. */
export const AuditEventNode = builder.prismaNode('AuditEvent', {
  id: { field: 'id' },
  description:
    'Who saw or changed what, when, from where and with which token. Never changed; each holds the hash of the one before.',
  authScopes: (event) => ({ $all: { administer: true, organization: event.organizationId } }),
  fields: (t) => ({
    sequence: t.string({
      description: 'Its place in the chain of your organization, from 1 without a gap; a whole number.',
      resolve: ({ sequence }) => String(sequence),
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When.' }),
    type: t.exposeString('type', {
      description: 'What, such as PATIENT_DATA_READ, ANALYSIS_REQUESTED, SIGN_IN; docs/audit.md lists them.',
    }),
    action: t.exposeString('action', {
      description: 'C created, R read, U updated, D deleted, E executed, as in FHIR.',
    }),
    outcome: t.exposeString('outcome', { description: 'SUCCESS, or the code of the failure.' }),
    user: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who; null for one who was not signed in.',
      resolve: (event, _args, context) => userOfEvent(context, event),
    }),
    tokenKind: t.string({
      nullable: true,
      description: 'SESSION, API_KEY or EMBED; null for one without a token.',
      resolve: (event) => bodyOf(event).token?.kind ?? null,
    }),
    tokenId: t.string({
      nullable: true,
      description: 'Which session, key or embed token.',
      resolve: (event) => bodyOf(event).token?.id ?? null,
    }),
    address: t.string({
      nullable: true,
      description: 'IP address of the caller.',
      resolve: (event) => bodyOf(event).address,
    }),
    userAgent: t.string({
      nullable: true,
      description: 'What the caller’s program calls itself.',
      resolve: (event) => bodyOf(event).userAgent,
    }),
    patientIds: t.idList({
      description: 'Global ids of the patients whose data it concerns.',
      resolve: ({ patientIds }) => patientIds.map((id) => encodeGlobalId('Patient', id)),
    }),
    entities: t.field({
      type: [AuditEntityType],
      description: 'What was seen or changed.',
      resolve: (event) => bodyOf(event).entities,
    }),
    operation: t.string({
      nullable: true,
      description: 'Name of the operation, as the caller’s program gave it.',
      resolve: (event) => {
        const { operation } = bodyOf(event).details;
        return typeof operation === 'string' ? operation : null;
      },
    }),
    hash: t.exposeString('hash', { description: 'SHA-256 that the next event holds, hexadecimal.' }),
  }),
});

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Which events; all that is given has to hold.',
  fields: (t) => ({
    patientId: t.id({ description: 'Of this patient.' }),
    userId: t.id({ description: 'Of this user.' }),
    type: t.string({ description: 'Of this type.' }),
    from: t.field({ type: 'DateTime', description: 'From this moment on.' }),
    to: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
});

interface Filter {
  patientId?: string | null | undefined;
  userId?: string | null | undefined;
  type?: string | null | undefined;
  from?: Date | null | undefined;
  to?: Date | null | undefined;
}

builder.queryField('auditEvents', (t) =>
  t.prismaConnection({
    type: AuditEventNode,
    cursor: 'id',
    description: 'For administrators: the audit of your organization, newest first.',
    authScopes: { administer: true },
    args: { filter: t.arg({ type: AuditFilter, description: 'Which events; all when left out.' }) },
    resolve: (query, _root, { filter }, context) =>
      context.services.prisma.auditEvent.findMany({
        ...query,
        where: matching(requireCaller(context).organizationId, filter ?? {}),
        orderBy: { sequence: 'desc' },
      }),
    totalCount: (_root, { filter }, context) =>
      context.services.prisma.auditEvent.count({
        where: matching(requireCaller(context).organizationId, filter ?? {}),
      }),
  }),
);

function matching(
  organizationId: string,
  { patientId, userId, type, from, to }: Filter,
): Prisma.AuditEventWhereInput {
  const patient = patientId == null ? undefined : rowIdOf('Patient', patientId);
  const user = userId == null ? undefined : rowIdOf('User', userId);
  return {
    organizationId,
    ...(patient && { patientIds: { has: patient } }),
    ...(user && { userId: user }),
    // An id that is none matches nothing.
    ...((patient === null || user === null) && { id: { in: [] } }),
    ...(type && { type }),
    ...((from || to) && { recordedAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
  };
}
