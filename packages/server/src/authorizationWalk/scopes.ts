import type { Caller } from '../services.js';

/** To what a seeded row belongs: an organization `A`, one of its patients `A.p1`, or a study of theirs `A.p1.s1`. */
export type Scope = string;

/** The seeded scopes, outermost first. */
export const scopes: readonly Scope[] = [
  'A',
  'A.p1',
  'A.p1.s1',
  'A.p1.s2',
  'A.p2',
  'A.p2.s1',
  'B',
  'B.p1',
  'B.p1.s1',
];

/** What exists for nobody. */
export const sealed: Scope = 'Z';

/** Which scopes' ids the caller's organization and bounds are. */
export interface Holder {
  organization: 'A' | 'B';
  /** The scope that a bounded token is for. */
  only: Scope | null;
  caller: Caller | null;
}

/** Whether rows of a scope exist for a holder, as far as organization and bounds say. */
export function exists(scope: Scope, { organization, only, caller }: Holder): boolean {
  if (!caller || !isWithin(scope, organization)) return false;
  if (only === null) return true;
  // Of a token for a study, the patient is seen, and none of the patient's other studies.
  return isWithin(scope, only) || (scope !== organization && isWithin(only, scope));
}

const isWithin = (scope: Scope, outer: Scope) => scope === outer || scope.startsWith(`${outer}.`);
