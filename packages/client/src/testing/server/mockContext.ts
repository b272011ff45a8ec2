import type { UserFieldsFragment } from '../../generated/graphql.js';
import type { MockData } from './mockData.js';
import type { Topics } from './topics.js';

/** What resolvers of the mock work with. */
export interface MockContext {
  data: MockData;
  topics: Topics;
  /** Who asks; null without a good token. */
  user: UserFieldsFragment | null;
  /** Bytes that were sent ahead, by upload id. */
  uploads: Map<string, { filename: string; patientId: string | null; sent: boolean }>;
  /** Told of a new analysis or run, which may be carried on by itself. */
  requested(id: string): void;
}

/** A resolver of a root field. */
// biome-ignore lint/suspicious/noExplicitAny: arguments and answers are checked by the schema that is executed.
export type RootResolver = (args: any, context: MockContext) => any;

/** A member of a result union that says no. */
export function refusal(typename: string, code: string, message: string, more: object = {}) {
  return { __typename: typename, code, message, ...more };
}

/** That there is no such thing. */
export const notFound = () =>
  refusal('NotFoundError', 'NOT_FOUND', 'There is no such thing in your organization.');
