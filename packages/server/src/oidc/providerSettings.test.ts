import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readProviderSettings } from './providerSettings.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-oidc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  name: 'mary',
  label: 'St. Mary',
  organization: 'St. Mary',
  issuer: 'https://login.mary.example.org',
  clientId: 'eventeye',
  clientSecret: 'never to be quoted',
  redirectUris: ['https://eventeye.mary.example.org/signed-in'],
  defaultRole: 'VIEWER',
};
const read = (content: unknown) => {
  const file = join(folder, 'oidc.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readProviderSettings(file);
};
const faultOf = (content: unknown): string => {
  try {
    read(content);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the file of identity providers', () => {
  it('is read with careful defaults', () => {
    expect(read({ providers: [good] })[0]).toMatchObject({
      linkByVerifiedEmail: false,
      emailsAreVerified: false,
      sessionHours: 12,
    });
  });

  it.each([
    ['an issuer without TLS', { issuer: 'http://login.mary.example.org' }, 'issuer'],
    ['a host that only begins like this machine', { issuer: 'http://localhost.evil.org' }, 'issuer'],
    ['a redirect address without TLS', { redirectUris: ['http://app.example.org'] }, 'redirectUris'],
    ['no redirect address', { redirectUris: [] }, 'redirectUris'],
    ['a misspelt setting', { allowDomains: ['mary.example.org'] }, 'allowDomains'],
    ['no way to a role', { defaultRole: undefined }, 'defaultRole'],
    ['roles without their claim', { roles: { ADMIN: ['it'] } }, 'roles'],
    ['administrators by default', { defaultRole: 'ADMIN' }, 'defaultRole'],
    ['a name that is no part of an address', { name: 'St. Mary' }, 'name'],
  ])('is refused with %s, and never quoted', (_what, change, field) => {
    const fault = faultOf({ providers: [{ ...good, ...change }] });
    expect(fault).toContain(field);
    expect(fault).not.toContain(good.clientSecret);
  });

  it('is refused when it is no JSON, or two providers have one name', () => {
    expect(faultOf(`{ "clientSecret": "${good.clientSecret}`)).toMatch(/^EVENTEYE_OIDC_FILE: .*JSON\.$/);
    expect(faultOf({ providers: [good, good] })).toContain('names must differ');
    expect(() => readProviderSettings(join(folder, 'missing.json'))).toThrow('EVENTEYE_OIDC_FILE');
  });
});
