import { EventEyeError, type Role } from '@eventeye/core';
import { expect, it } from 'vitest';
import { callerOf, sessionToken } from '../auth/caller.js';
import type { CallerToken } from '../services.js';
import { canAdminister, mayAdminister } from './mayAdminister.js';

const callerWith = (role: Role, token: Partial<CallerToken> = {}) =>
  callerOf({ id: 'u', organizationId: 'o', role }, { ...sessionToken(), ...token });

it('is for administrators with the scope, and not for a token of one patient', () => {
  expect(canAdminister(callerWith('ADMIN'))).toBe(true);
  for (const role of ['CLINICIAN', 'VIEWER', 'INTEGRATION'] as const)
    expect(canAdminister(callerWith(role)), role).toBe(false);
  expect(canAdminister(callerWith('ADMIN', { scopes: ['READ', 'WRITE'] }))).toBe(false);
  expect(canAdminister(callerWith('ADMIN', { only: { patientId: 'p' } }))).toBe(false);
});

it('says who may, or what the token lacks', () => {
  const refusalOf = (caller: ReturnType<typeof callerWith>) => {
    try {
      mayAdminister(caller, 'change the model');
    } catch (error) {
      return EventEyeError.is(error) ? `${error.code}: ${error.message}` : error;
    }
    return 'let in';
  };
  expect(refusalOf(callerWith('VIEWER'))).toBe(
    'FORBIDDEN: Only an administrator may change the model. Ask one of yours.',
  );
  expect(refusalOf(callerWith('ADMIN', { scopes: ['READ'] }))).toMatch(/lacks the scope ADMINISTER/);
  expect(refusalOf(callerWith('ADMIN'))).toBe('let in');
});
