import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { ApiKeyScope } from './createApiKey.js';

/** What an API key may be used for. */
export const ApiKeyScopeEnum = builder.enumType('ApiKeyScope', {
  description: 'What an API key may be used for. Administering stays with people.',
  values: {
    READ: { description: 'Reads patients, images and analyses, and watches them.' },
    UPLOAD: { description: 'Uploads images.' },
    ANALYZE: { description: 'Asks for analyses and cancels them.' },
    WRITE: { description: 'Adds and changes patients, readings and other records.' },
  } as const,
});

/** A program’s key. */
export const ApiKeyNode = builder.prismaNode('ApiKey', {
  id: { field: 'id' },
  description: 'What a program signs in with. Its secret was shown once and is not kept.',
  authScopes: ({ organizationId }) => ({ $all: { administer: true, organization: organizationId } }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    prefix: t.exposeString('prefix', { description: 'How it begins, to tell keys apart.' }),
    scopes: t.field({
      type: [ApiKeyScopeEnum],
      description: 'What it may be used for.',
      select: { scopes: true },
      resolve: ({ scopes }) => scopes.filter((scope): scope is ApiKeyScope => scope !== 'ADMINISTER'),
    }),
    user: t.relation('user', { type: UserNode, description: 'The INTEGRATION that speaks with it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when it is good.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it is good.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to the minute; null when never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is refused; null when it is not revoked.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.prismaConnection({
    type: ApiKeyNode,
    cursor: 'id',
    description:
      'For administrators: the API keys of your organization, newest first, revoked ones included.',
    authScopes: { administer: true },
    resolve: (query, _root, _args, context) =>
      context.services.prisma.apiKey.findMany({
        ...query,
        where: { organizationId: requireCaller(context).organizationId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    totalCount: (_root, _args, context) =>
      context.services.prisma.apiKey.count({
        where: { organizationId: requireCaller(context).organizationId },
      }),
  }),
);
