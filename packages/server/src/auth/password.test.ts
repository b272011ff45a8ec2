import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.js';

it('hashes with Argon2id and a salt', async () => {
  const [one, other] = await Promise.all([hashPassword('eventeye'), hashPassword('eventeye')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

it('tells the right password from a wrong one, and never accepts one for nobody', async () => {
  const hash = await hashPassword('eventeye');
  expect(await verifyPassword(hash, 'eventeye')).toBe(true);
  expect(await verifyPassword(hash, 'Eventeye')).toBe(false);
  expect(await verifyPassword(null, 'eventeye')).toBe(false);
});
