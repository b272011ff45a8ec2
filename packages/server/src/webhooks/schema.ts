import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { messageIdOf } from './webhookMessage.js';

/** What webhooks tell of. */
export const WebhookEventEnum = builder.enumType('WebhookEvent', {
  description: 'What a webhook tells of; in messages it is called as quoted here.',
  values: {
    ANALYSIS_SUCCEEDED: {
      description: '"analysis.succeeded": an analysis that is no part of a series run has its result.',
    },
    ANALYSIS_FAILED: {
      description: '"analysis.failed": an analysis that is no part of a series run ended without a result.',
    },
    ANALYSIS_CANCELED: {
      description: '"analysis.canceled": an analysis that is no part of a series run was canceled.',
    },
    SERIES_ANALYSIS_COMPLETED: {
      description: '"series_analysis.completed": a run over a series succeeded, failed or was canceled.',
    },
    IMAGE_STORED: { description: '"image.stored": an image was stored, one message each.' },
    READING_RECORDED: { description: '"reading.recorded": a clinician recorded a reading of a result.' },
    TEST: { description: '"webhook.test": what sendTestWebhook sends; nobody has to ask for it.' },
  } as const,
});

const WebhookDeliveryStateEnum = builder.enumType('WebhookDeliveryState', {
  description: 'How far a delivery is.',
  values: {
    PENDING: { description: 'It is being sent, or waits for its next attempt.' },
    DELIVERED: { description: 'The receiver answered with a 2xx status.' },
    FAILED: { description: 'Every attempt failed. It can be replayed.' },
  } as const,
});

/** Where messages go. */
export const WebhookEndpointNode = builder.prismaNode('WebhookEndpoint', {
  id: { field: 'id' },
  description: 'An address of another system that is told what happened. Its secret was shown once.',
  authScopes: ({ organizationId }) => ({ $all: { administer: true, organization: organizationId } }),
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Where messages are posted.' }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    events: t.expose('events', { type: [WebhookEventEnum], description: 'What it is told of.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when it is there.' }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'The first failure since the last success; null when the last attempt succeeded.',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when nothing is sent; null when it is on.',
    }),
    disabledReason: t.exposeString('disabledReason', {
      nullable: true,
      description: 'Why nothing is sent, and what to do.',
    }),
    previousSecretUntil: t.expose('previousSecretUntil', {
      type: 'DateTime',
      nullable: true,
      description:
        'Until when the secret before the present one signs as well; null when it was never changed.',
    }),
  }),
});

/** One message to one endpoint. */
export const WebhookDeliveryNode = builder.prismaNode('WebhookDelivery', {
  id: { field: 'id' },
  description: 'One message to one endpoint, with how it was taken.',
  authScopes: ({ organizationId }) => ({ $all: { administer: true, organization: organizationId } }),
  fields: (t) => ({
    endpoint: t.relation('endpoint', { type: WebhookEndpointNode, description: 'Where it goes.' }),
    messageId: t.string({
      description: 'The header `webhook-id`, the same with every attempt and replay.',
      select: { id: true },
      resolve: ({ id }) => messageIdOf(id),
    }),
    event: t.expose('event', { type: WebhookEventEnum, description: 'What it tells of.' }),
    state: t.expose('state', { type: WebhookDeliveryStateEnum, description: 'How far it is.' }),
    attempts: t.exposeInt('attempts', {
      description: 'How often it was sent since it was made or replayed.',
    }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is sent next; null when it is not.',
      select: { nextAttemptAt: true, state: true },
      resolve: ({ nextAttemptAt, state }) => (state === 'PENDING' ? nextAttemptAt : null),
    }),
    lastAttemptAt: t.expose('lastAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent last; null when never.',
    }),
    lastStatus: t.exposeInt('lastStatus', {
      nullable: true,
      description: 'HTTP status of the last answer; null when there was none.',
    }),
    lastError: t.exposeString('lastError', { nullable: true, description: 'Why the last attempt failed.' }),
    lastDurationMs: t.exposeInt('lastDurationMs', {
      nullable: true,
      description: 'How long the last attempt took, in milliseconds.',
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened.' }),
  }),
});

builder.queryField('webhookEndpoints', (t) =>
  t.prismaConnection({
    type: WebhookEndpointNode,
    cursor: 'id',
    description: 'For administrators: the webhook endpoints of your organization, newest first.',
    authScopes: { administer: true },
    resolve: (query, _root, _args, context) =>
      context.services.prisma.webhookEndpoint.findMany({
        ...query,
        where: { organizationId: requireCaller(context).organizationId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    totalCount: (_root, _args, context) =>
      context.services.prisma.webhookEndpoint.count({
        where: { organizationId: requireCaller(context).organizationId },
      }),
  }),
);

const filterOf = (args: {
  endpointId?: string | null | undefined;
  state?: 'PENDING' | 'DELIVERED' | 'FAILED' | null | undefined;
}) => ({
  ...(args.endpointId && {
    endpointId: requireRowId('WebhookEndpoint', args.endpointId, 'webhook endpoint'),
  }),
  ...(args.state && { state: args.state }),
});

builder.queryField('webhookDeliveries', (t) =>
  t.prismaConnection({
    type: WebhookDeliveryNode,
    cursor: 'id',
    description: 'For administrators: messages of the last 30 days, newest first.',
    authScopes: { administer: true },
    args: {
      endpointId: t.arg.id({ description: 'Only to this endpoint.' }),
      state: t.arg({ type: WebhookDeliveryStateEnum, description: 'Only these.' }),
    },
    resolve: (query, _root, args, context) =>
      context.services.prisma.webhookDelivery.findMany({
        ...query,
        where: { ...filterOf(args), organizationId: requireCaller(context).organizationId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    totalCount: (_root, args, context) =>
      context.services.prisma.webhookDelivery.count({
        where: { ...filterOf(args), organizationId: requireCaller(context).organizationId },
      }),
  }),
);
