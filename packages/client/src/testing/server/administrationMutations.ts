import { nextId } from '../fixtures/nextId.js';
import { anApiKey, aUser } from '../fixtures/people.js';
import { notFound, type RootResolver, refusal } from './mockContext.js';
import { replace } from './mockData.js';

const now = '2026-11-20T12:00:00.000Z';

/** Users, keys, settings, embed tokens and webhooks. Roles are not looked at. */
export const administrationMutations: Record<string, RootResolver> = {
  createUser({ input }, { data }) {
    if (data.users.some(({ email }) => email === input.email)) {
      return refusal('ConflictError', 'CONFLICT', 'There is an account with this email address.');
    }
    const { email, name, role } = input;
    const user = aUser({ email, name, role });
    data.users.unshift(user);
    return { __typename: 'CreateUserPayload', user };
  },
  updateUser({ input }, { data }) {
    const before = data.users.find(({ id }) => id === input.userId);
    if (!before) return notFound();
    const { name = before.name, role = before.role, isActive = before.isActive } = input;
    const user = { ...before, name, role, isActive };
    const administrators = data.users.filter((one) => one.isActive && one.role === 'ADMIN');
    const isLast = administrators.length === 1 && administrators[0] === before;
    if (isLast && !(role === 'ADMIN' && isActive)) {
      return refusal('ConflictError', 'CONFLICT', 'The last administrator stays one. Name another first.');
    }
    replace(data.users, user);
    return { __typename: 'UpdateUserPayload', user };
  },
  createApiKey({ input }, { data }) {
    const { name, scopes } = input;
    const apiKey = anApiKey({ name, scopes, createdAt: now, lastUsedAt: null });
    data.apiKeys.unshift(apiKey);
    return { __typename: 'CreateApiKeyPayload', secret: `${apiKey.prefix}_mock-secret`, apiKey };
  },
  revokeApiKey({ input }, { data }) {
    const before = data.apiKeys.find(({ id }) => id === input.apiKeyId);
    if (!before) return notFound();
    const apiKey = { ...before, revokedAt: now };
    replace(data.apiKeys, apiKey);
    return { __typename: 'RevokeApiKeyPayload', apiKey };
  },
  setAllowedOrigins({ input }, { data }) {
    data.organization = { ...data.organization, allowedOrigins: input.origins };
    return { __typename: 'SetAllowedOriginsPayload', organization: data.organization };
  },
  setDeidentificationPolicy({ input }, { data }) {
    data.organization = { ...data.organization, deidentificationPolicy: input.policy };
    return { __typename: 'SetDeidentificationPolicyPayload', organization: data.organization };
  },
  createEmbedToken: ({ input }) => ({
    __typename: 'CreateEmbedTokenPayload',
    embedTokenId: nextId('EmbedToken'),
    token: 'eet_mock',
    nonce: input.nonceHash ? null : 'mock-nonce',
    expiresAt: '2099-01-01T00:00:00.000Z',
  }),
  revokeEmbedToken: () => ({ __typename: 'RevokeEmbedTokenPayload', revoked: true }),
  createWebhookEndpoint({ input }, { data }) {
    const endpoint = {
      __typename: 'WebhookEndpoint' as const,
      id: nextId('WebhookEndpoint'),
      url: input.url,
      description: input.description ?? '',
      events: input.events,
      createdAt: now,
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      previousSecretUntil: null,
    };
    data.webhookEndpoints.unshift(endpoint);
    return { __typename: 'CreateWebhookEndpointPayload', secret: 'whsec_bW9jaw==', endpoint };
  },
  updateWebhookEndpoint({ input }, { data }) {
    const before = data.webhookEndpoints.find(({ id }) => id === input.endpointId);
    if (!before) return notFound();
    const { url = before.url, description = before.description, events = before.events, enabled } = input;
    const disabledAt = enabled === undefined ? before.disabledAt : enabled ? null : now;
    const endpoint = { ...before, url, description, events, disabledAt };
    replace(data.webhookEndpoints, endpoint);
    return { __typename: 'UpdateWebhookEndpointPayload', endpoint };
  },
  deleteWebhookEndpoint({ input }, { data }) {
    data.webhookEndpoints = data.webhookEndpoints.filter(({ id }) => id !== input.endpointId);
    return { __typename: 'DeleteWebhookEndpointPayload', deletedId: input.endpointId };
  },
  rotateWebhookSecret({ input }, { data }) {
    const endpoint = data.webhookEndpoints.find(({ id }) => id === input.endpointId);
    return endpoint
      ? { __typename: 'RotateWebhookSecretPayload', secret: 'whsec_bW9jazI=', endpoint }
      : notFound();
  },
  sendTestWebhook({ input }, { data }) {
    const endpoint = data.webhookEndpoints.find(({ id }) => id === input.endpointId);
    if (!endpoint) return notFound();
    const id = nextId('WebhookDelivery');
    const delivery = {
      __typename: 'WebhookDelivery' as const,
      id,
      messageId: `msg_${id}`,
      event: 'TEST' as const,
      state: 'DELIVERED' as const,
      attempts: 1,
      createdAt: now,
      deliveredAt: now,
      lastAttemptAt: now,
      lastStatus: 200,
      lastError: null,
      lastDurationMs: 20,
      nextAttemptAt: null,
      endpoint: { __typename: 'WebhookEndpoint' as const, id: endpoint.id, url: endpoint.url },
    };
    data.webhookDeliveries.unshift(delivery);
    return { __typename: 'SendTestWebhookPayload', delivery };
  },
  replayWebhookDelivery({ input }, { data }) {
    const delivery = data.webhookDeliveries.find(({ id }) => id === input.deliveryId);
    return delivery ? { __typename: 'ReplayWebhookDeliveryPayload', delivery } : notFound();
  },
};
