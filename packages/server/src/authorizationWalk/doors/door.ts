import type { TokenScope } from '../../services.js';
import { patientData, type Rule } from '../rules.js';

/** A way in over HTTP. */
export interface Door {
  /** The address, with `:id` for the row's own id. */
  at: string;
  /** Whose table's row `:id` names. */
  table?: string;
  /** `signed`: the address is its own authorization; `token`: a bearer token; `open`: for everybody. */
  by: 'signed' | 'token' | 'open';
  /** Who may come in. */
  rule: Rule;
  /** What is sent, of a door that takes something. */
  body?: (id: (table: string) => string) => { type: string; text: string };
  /** How it is asked, where the route takes any method. */
  method?: string;
  headers?: Record<string, string>;
  /** Whether `:id` is a global id. */
  isGlobalId?: boolean;
  /** Other parts of a signed address. */
  query?: (id: (table: string) => string) => Record<string, string>;
}

/** For everybody, signed in or not. */
export const everybody: Rule = () => true;
/** For nobody. */
export const nobody: Rule = () => false;
/** Behind a signed address. */
export const signed = (at: string, table: string, query?: Door['query']): Door => ({
  at,
  table,
  by: 'signed',
  rule: patientData,
  ...(query && { query }),
});
/** Open to everybody. */
export const open = (at: string): Door => ({ at, by: 'open', rule: everybody });
/** Changes that name no row: whose token may make them, wherever at home. */
export const changes =
  (scope: TokenScope): Rule =>
  ({ caller, only }) =>
    caller !== null && caller.role !== 'VIEWER' && caller.token.scopes.includes(scope) && !only;
/** Has images analysed; those that come with the request are nobody's rows. */
export const analyzes: Rule = (who) =>
  who.caller !== null && who.caller.role !== 'VIEWER' && who.caller.token.scopes.includes('ANALYZE');
/** For everybody with a good token. */
export const signedIn: Rule = (who) => who.caller !== null;
/** A body in JSON. */
export const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) });
/** What every request of tus says. */
export const tus = { 'tus-resumable': '1.0.0' };
