import { canAdminister } from '../access/mayAdminister.js';
import { canRead } from '../access/mayRead.js';
import type { Caller, TokenScope } from '../services.js';
import { exists, type Scope } from './scopes.js';
import type { WalkCaller } from './walkCallers.js';

/** Decides whether a caller may see, or do, something of a scope. */
export type Rule = (who: WalkCaller, scope: Scope) => boolean;

/** A rule for those with a good token. */
export const signedIn =
  (rule: (caller: Caller, who: WalkCaller, scope: Scope) => boolean): Rule =>
  (who, scope) =>
    who.caller !== null && rule(who.caller, who, scope);

/** Patients' data: within the organization and the bounds of the token, with the scope READ. */
export const patientData = signedIn((caller, who, scope) => canRead(caller) && exists(scope, who));
/** What concerns the organization as a whole: not for a token of one patient. */
export const organizationData = signedIn(
  (caller, who, scope) => canRead(caller) && !who.only && exists(scope, who),
);
/** As `organizationData`; and one's own account is there without the scope READ. */
export const colleagues: Rule = (who, scope) =>
  organizationData(who, scope) || (who.caller?.role === 'ADMIN' && !who.only && exists(scope, who));
/** For administrators with a token that may administer. */
export const administration = signedIn(
  (caller, who, scope) => canRead(caller) && canAdminister(caller) && exists(scope, who),
);
/** What belongs to no organization, such as models: for everybody who may read. */
export const installation = signedIn((caller) => canRead(caller));
/** As `installation`, and not for a token of one patient. */
export const installationList = signedIn((caller, who) => canRead(caller) && !who.only);
/** Also for those who are not signed in. */
export const everybody: Rule = () => true;

/** Changes that a role other than VIEWER makes, with a token of this scope. */
export const changes = (scope: TokenScope, alsoBounded = false) =>
  signedIn(
    (caller, who, at) =>
      caller.role !== 'VIEWER' &&
      caller.token.scopes.includes(scope) &&
      (!who.only || alsoBounded) &&
      exists(at, who),
  );
/** What people do to their own account, with a session and nothing less. */
export const people = signedIn((caller) => caller.token.kind === 'SESSION');
/** Reading for a patient: a person with a session, no viewer and no program. */
export const records: Rule = (who, scope) =>
  who.caller?.role !== 'INTEGRATION' && people(who, scope) && changes('WRITE')(who, scope);
/** Making embed tokens: not for viewers, and not with another embed token. */
export const embeds = signedIn(
  (caller, who, at) =>
    caller.role !== 'VIEWER' && caller.token.kind !== 'EMBED' && canRead(caller) && exists(at, who),
);
/** Changes for administrators. */
export const administers = signedIn((caller, who, at) => canAdminister(caller) && exists(at, who));

/** The seeded ones were announced by an administrator. */
export const completesUpload: Rule = (who, scope) =>
  who.caller?.role === 'ADMIN' && changes('UPLOAD')(who, scope);
/** Changes of what belongs to the installation: administrators of any organization in it. */
export const administersInstallation = signedIn((caller) => canAdminister(caller));
