import { verify } from '@node-rs/argon2';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase, type TestDatabase } from '../testing/openTestDatabase.js';
import { hashPassword } from './password.js';
import { signIn } from './signIn.js';

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

/*
 * Whether an account exists shows in no answer: neither in its words nor in the work behind it. The work is counted; time can
 * not be tested without failing on a busy machine.
 */
describe.each(databaseKinds)('signing in on the %s database', (kind) => {
  let open: TestDatabase;
  beforeAll(async () => {
    open = await openTestDatabase(kind);
    const { prisma } = open.database;
    const { organizationId } = open.caller;
    const passwordHash = await hashPassword('the right password');
    const user = { organizationId, name: 'X', role: 'VIEWER' as const };
    await prisma.user.createMany({
      data: [
        { ...user, email: 'known@test.local', passwordHash },
        { ...user, email: 'gone@test.local', passwordHash, deactivatedAt: new Date() },
        { ...user, email: 'passwordless@test.local', passwordHash: null },
      ],
    });
    return () => open.close();
  });
  beforeEach(() => {
    vi.mocked(verify).mockClear();
  });

  const attempt = async (email: string, password: string) => {
    const services = { prisma: open.database.prisma, secret: 'x'.repeat(32) };
    const error = await signIn(services, { email, password }).then(
      () => null,
      ({ code, message }: { code: string; message: string }) => ({ code, message }),
    );
    return { error, hashes: vi.mocked(verify).mock.calls.length };
  };

  it('works out exactly one hash and says the same, whoever is asked for', async () => {
    const wrong = await attempt('known@test.local', 'a wrong password');
    expect(wrong).toMatchObject({ error: { code: 'INVALID_CREDENTIALS' }, hashes: 1 });
    for (const [email, password] of [
      ['nobody@test.local', 'a wrong password'],
      ['gone@test.local', 'a wrong password'],
      ['gone@test.local', 'the right password'],
      ['passwordless@test.local', 'a wrong password'],
    ] as const) {
      vi.mocked(verify).mockClear();
      expect(await attempt(email, password), email).toEqual(wrong);
    }
    vi.mocked(verify).mockClear();
    expect(await attempt('known@test.local', 'the right password')).toEqual({ error: null, hashes: 1 });
  });
});
