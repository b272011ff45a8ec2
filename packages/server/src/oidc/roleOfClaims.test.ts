import { expect, it } from 'vitest';
import { roleOfClaims } from './roleOfClaims.js';

const roles = { ADMIN: ['it'], CLINICIAN: ['radiology'], VIEWER: ['wards'] };
const settings = { roleClaim: 'groups', roles };

it('takes the strongest of several roles', () => {
  expect(roleOfClaims(settings, { groups: ['wards', 'radiology'] })?.role).toBe('CLINICIAN');
  expect(roleOfClaims(settings, { groups: ['wards', 'it', 'radiology'] })?.role).toBe('ADMIN');
  expect(roleOfClaims(settings, { groups: 'wards' })?.role).toBe('VIEWER');
});

it('finds claims in objects, and claims whose own name has dots', () => {
  const nested = { roleClaim: 'realm_access.roles', roles };
  expect(roleOfClaims(nested, { realm_access: { roles: ['it'] } })?.role).toBe('ADMIN');
  const address = { roleClaim: 'https://mary.example.org/groups', roles };
  expect(roleOfClaims(address, { 'https://mary.example.org/groups': ['it'] })?.role).toBe('ADMIN');
});

it('gives no role for what is no text, or stands elsewhere', () => {
  for (const claims of [
    {},
    { groups: null },
    { groups: [['it']] },
    { groups: { it: true } },
    { roles: ['it'] },
  ]) {
    expect(roleOfClaims(settings, claims), JSON.stringify(claims)).toBeNull();
  }
  expect(
    roleOfClaims({ roleClaim: 'constructor.name', roles: { ...roles, ADMIN: ['Object'] } }, {}),
  ).toBeNull();
});

it('leaves roles that were given here alone where the provider says none', () => {
  expect(roleOfClaims({ defaultRole: 'VIEWER' }, {})).toEqual({ role: 'VIEWER', isMapped: false });
  expect(roleOfClaims({ ...settings, defaultRole: 'VIEWER' }, {})).toEqual({
    role: 'VIEWER',
    isMapped: true,
  });
});
