import { unwrap } from '../errors/unwrap.js';
import type {
  ApiKeyFieldsFragment,
  AuditEventFieldsFragment,
  AuditFilter,
  CreateApiKeyInput,
  CreateEmbedTokenInput,
  CreateUserInput,
  DeidentificationPolicy,
  OrganizationFieldsFragment,
  UpdateUserInput,
  UserFieldsFragment,
} from '../generated/graphql.js';
import * as documents from '../generated/laterDocuments.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, existing } from './ask.js';

/** A token for a page of another system. It is shown this once; hand it on in a body, never in an address. */
export interface EmbedToken {
  embedTokenId: string;
  token: string;
  /** For the header EventEye-Embed-Nonce; null when the page made its own. */
  nonce: string | null;
  expiresAt: string;
}

/** People, programs, settings and the audit of your organization. All but embed tokens are for administrators. */
export interface AdministrationCalls {
  /** The users, newest first; `search` is part of a name or an address. */
  users(options?: { search?: string } & PageArguments): Promise<Page<UserFieldsFragment>>;
  /** Throws CONFLICT for an address that is taken, VALIDATION_FAILED, FORBIDDEN. */
  createUser(input: CreateUserInput): Promise<UserFieldsFragment>;
  /** Throws CONFLICT for the last active administrator, NOT_FOUND, VALIDATION_FAILED, FORBIDDEN. */
  updateUser(input: UpdateUserInput): Promise<UserFieldsFragment>;
  /** Ends the sessions of a user, or your own. @returns how many were open. */
  signOutEverywhere(userId?: string): Promise<number>;
  /** The API keys, newest first, revoked ones included. */
  apiKeys(page?: PageArguments): Promise<Page<ApiKeyFieldsFragment>>;
  /** @returns the key with its secret, which is shown this once. Throws VALIDATION_FAILED, FORBIDDEN. */
  createApiKey(input: CreateApiKeyInput): Promise<{ secret: string; apiKey: ApiKeyFieldsFragment }>;
  /** Refuses a key from now on. Throws NOT_FOUND, FORBIDDEN. */
  revokeApiKey(apiKeyId: string): Promise<ApiKeyFieldsFragment>;
  /** Who saw or changed what, newest first. */
  auditEvents(options?: { filter?: AuditFilter } & PageArguments): Promise<Page<AuditEventFieldsFragment>>;
  /** The organization of the user who is signed in, with its settings. */
  organization(): Promise<OrganizationFieldsFragment>;
  /** Which pages of other origins may use the API from a browser. Throws VALIDATION_FAILED, FORBIDDEN. */
  setAllowedOrigins(origins: string[]): Promise<OrganizationFieldsFragment>;
  /** What becomes of uploads before they are stored. Throws FORBIDDEN. */
  setDeidentificationPolicy(policy: DeidentificationPolicy): Promise<OrganizationFieldsFragment>;
  /** A token for a page of another system: minutes long, one patient or study. For clinicians and programs too. */
  createEmbedToken(input: CreateEmbedTokenInput): Promise<EmbedToken>;
  /** Ends an embed token before its time. Throws NOT_FOUND, FORBIDDEN. */
  revokeEmbedToken(embedTokenId: string): Promise<void>;
}

/** The calls of administrators. */
export function administrationCalls({ query, page, mutate }: Ask): AdministrationCalls {
  /** Lists that are shown are asked for again after a change. */
  const changes = (fieldName: string) => ({
    update: (cache: { evict(options: { id: string; fieldName: string }): boolean }) => {
      cache.evict({ id: 'ROOT_QUERY', fieldName });
    },
  });
  return {
    users: async (given = {}) => pageOf((await page(documents.UsersDocument, given)).users),
    async createUser(input) {
      const answer = await mutate(documents.CreateUserDocument, { input }, changes('users'));
      return unwrap(answer.createUser).user;
    },
    async updateUser(input) {
      return unwrap((await mutate(documents.UpdateUserDocument, { input })).updateUser).user;
    },
    async signOutEverywhere(userId) {
      const input = userId === undefined ? {} : { userId };
      const answer = await mutate(documents.SignOutEverywhereDocument, { input });
      return unwrap(answer.signOutEverywhere).endedSessions;
    },
    apiKeys: async (given = {}) => pageOf((await page(documents.ApiKeysDocument, given)).apiKeys),
    async createApiKey(input) {
      const answer = await mutate(documents.CreateApiKeyDocument, { input }, changes('apiKeys'));
      const { secret, apiKey } = unwrap(answer.createApiKey);
      return { secret, apiKey };
    },
    async revokeApiKey(apiKeyId) {
      const answer = await mutate(documents.RevokeApiKeyDocument, { input: { apiKeyId } });
      return unwrap(answer.revokeApiKey).apiKey;
    },
    auditEvents: async (given = {}) => pageOf((await page(documents.AuditEventsDocument, given)).auditEvents),
    async organization() {
      const { viewer } = await query(documents.OrganizationSettingsDocument, {});
      return existing(viewer, 'user').organization;
    },
    async setAllowedOrigins(origins) {
      const answer = await mutate(documents.SetAllowedOriginsDocument, { input: { origins } });
      return unwrap(answer.setAllowedOrigins).organization;
    },
    async setDeidentificationPolicy(policy) {
      const answer = await mutate(documents.SetDeidentificationPolicyDocument, { input: { policy } });
      return unwrap(answer.setDeidentificationPolicy).organization;
    },
    async createEmbedToken(input) {
      const { createEmbedToken } = await mutate(documents.CreateEmbedTokenDocument, { input });
      const { embedTokenId, token, nonce, expiresAt } = unwrap(createEmbedToken);
      return { embedTokenId, token, nonce, expiresAt };
    },
    async revokeEmbedToken(embedTokenId) {
      const answer = await mutate(documents.RevokeEmbedTokenDocument, { input: { embedTokenId } });
      unwrap(answer.revokeEmbedToken);
    },
  };
}
