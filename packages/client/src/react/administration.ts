import type {
  ApiKeyFieldsFragment,
  AuditEventFieldsFragment,
  AuditFilter,
  OrganizationFieldsFragment,
  UserFieldsFragment,
  WebhookDeliveriesQueryVariables,
  WebhookDeliveryFieldsFragment,
  WebhookEndpointFieldsFragment,
} from '../generated/graphql.js';
import {
  ApiKeysDocument,
  AuditEventsDocument,
  OrganizationSettingsDocument,
  UsersDocument,
  WebhookDeliveriesDocument,
  WebhookEndpointsDocument,
} from '../generated/laterDocuments.js';
import type { PagedState, QueryState } from './queryState.js';
import { usePagedState } from './usePagedState.js';
import { useQueryState } from './useQueryState.js';

/** For administrators: users, newest first; `search` is part of a name or an address. */
export function useUsers({
  search = '',
  first = 50,
}: {
  search?: string;
  first?: number;
} = {}): PagedState<UserFieldsFragment> {
  const variables = { first, ...(search && { search }) };
  return usePagedState(UsersDocument, variables, ({ users }) => users, 'list');
}

/** For administrators: API keys, newest first, revoked ones included. */
export function useApiKeys({ first = 50 } = {}): PagedState<ApiKeyFieldsFragment> {
  return usePagedState(ApiKeysDocument, { first }, ({ apiKeys }) => apiKeys, 'list');
}

/** For administrators: who saw or changed what, newest first. */
export function useAuditEvents({
  filter,
  first = 50,
}: {
  filter?: AuditFilter;
  first?: number;
} = {}): PagedState<AuditEventFieldsFragment> {
  const variables = { first, ...(filter && { filter }) };
  return usePagedState(AuditEventsDocument, variables, ({ auditEvents }) => auditEvents, 'list');
}

const none = {};

/** The settings of the organization of who is signed in. */
export function useOrganization(): QueryState<OrganizationFieldsFragment> {
  const select = ({ viewer }: { viewer: { organization: OrganizationFieldsFragment } | null }) =>
    viewer?.organization;
  return useQueryState(OrganizationSettingsDocument, none, select, 'organization');
}

/** For administrators: webhook endpoints, newest first. */
export function useWebhookEndpoints({ first = 50 } = {}): PagedState<WebhookEndpointFieldsFragment> {
  return usePagedState(WebhookEndpointsDocument, { first }, (data) => data.webhookEndpoints, 'list');
}

/** For administrators: messages of the last 30 days, newest first. */
export function useWebhookDeliveries({
  first = 50,
  ...filter
}: Pick<WebhookDeliveriesQueryVariables, 'endpointId' | 'state'> & {
  first?: number;
} = {}): PagedState<WebhookDeliveryFieldsFragment> {
  return usePagedState(
    WebhookDeliveriesDocument,
    { ...filter, first },
    (data) => data.webhookDeliveries,
    'list',
  );
}
