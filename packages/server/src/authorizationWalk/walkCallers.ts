import { randomUUID } from 'node:crypto';
import type { Role } from '@eventeye/core';
import { EventEyeError } from '@eventeye/core';
import { allScopes, callerOf } from '../auth/caller.js';
import type { Caller, CallerToken, TokenScope } from '../services.js';
import type { Holder, Scope } from './scopes.js';
import type { World } from './seed/seedWorld.js';

/** Somebody who asks, with what decides about them. */
export interface WalkCaller extends Holder {
  name: string;
  caller: Caller | null;
  rejection: EventEyeError | null;
}

const roles: Role[] = ['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION'];

/** Every kind of caller there is: roles, kinds of tokens, scopes, bounds, and nobody. */
export function walkCallers(world: World): WalkCaller[] {
  const callers: WalkCaller[] = [];
  const add = (
    name: string,
    organization: 'A' | 'B',
    role: Role,
    token: Partial<CallerToken> = {},
    only: Scope | null = null,
  ) => {
    const id = userOf(world, organization, role);
    const organizationId = world.idOf('Organization', organization)!;
    const whole: CallerToken = {
      kind: 'SESSION',
      id: randomUUID(),
      scopes: allScopes,
      expiresAt: new Date(Date.now() + 600_000),
      ...token,
      only: only === null ? null : boundsOf(world, only),
    };
    const caller = callerOf({ id, organizationId, role }, whole);
    callers.push({ name, organization, only, caller, rejection: null });
  };
  for (const organization of ['A', 'B'] as const)
    for (const role of roles) add(`${role} of ${organization}`, organization, role);
  for (const scope of allScopes) {
    for (const role of ['INTEGRATION', 'ADMIN'] as const)
      add(`API key ${scope}, ${role} of A`, 'A', role, { kind: 'API_KEY', scopes: [scope] });
  }
  add('API key of all scopes of B', 'B', 'INTEGRATION', { kind: 'API_KEY' });
  const embeds: [string, TokenScope[]][] = [
    ['reads', ['READ']],
    ['reads and analyses', ['READ', 'ANALYZE']],
    // No such token is made; were one made, its bounds would still hold.
    ['all scopes', [...allScopes]],
  ];
  for (const only of ['A.p1', 'A.p1.s1', 'A.p1.s2', 'A.p2', 'B.p1']) {
    for (const [does, scopes] of embeds) {
      const organization = only[0] as 'A' | 'B';
      add(`embed token for ${only}, ${does}`, organization, 'ADMIN', { kind: 'EMBED', scopes }, only);
    }
  }
  // Its row and its organization disagree: the organization holds.
  add('embed token of B that names a patient of A', 'B', 'ADMIN', { kind: 'EMBED' }, 'A.p1');
  const nobody = { organization: 'A', only: null, caller: null } as const;
  callers.push({ ...nobody, name: 'no token', rejection: null });
  const expired = new EventEyeError('TOKEN_EXPIRED', 'The access token has expired.');
  callers.push({ ...nobody, name: 'expired token', rejection: expired });
  return callers;
}

function userOf(world: World, organization: 'A' | 'B', role: Role): string {
  const users = [...world.rows].filter(([, { table, scope }]) => table === 'User' && scope === organization);
  return users[roles.indexOf(role)]![0];
}

function boundsOf(world: World, only: Scope): NonNullable<CallerToken['only']> {
  const patientId = world.idOf('Patient', only)!;
  return only.split('.').length === 3 ? { patientId, studyId: world.idOf('Study', only)! } : { patientId };
}
