import { verify } from '@node-rs/argon2';
import { beforeAll, describe, expect, it, vi } from 'vitest';
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
  let statements: string[];
  const attempt = async (email: string, password: string, now = new Date()) => {
    vi.mocked(verify).mockClear();
    statements = [];
    const prisma = open.database.prisma.$extends({
      query: {
        async $allOperations({ model, operation, args, query }) {
          statements.push(`${model}.${operation}`);
          return query(args);
        },
      },
    }) as unknown as typeof open.database.prisma;
    const error = await signIn({ prisma, secret: 'x'.repeat(32) }, { email, password }, now).then(
      () => null,
      ({ code, message }: { code: string; message: string }) => ({ code, message }),
    );
    return { error, hashes: vi.mocked(verify).mock.calls.length, statements };
  };

  it('works out exactly one hash and says the same, whoever is asked for', async () => {
    const wrong = await attempt('known@test.local', 'a wrong password');
    expect(wrong).toMatchObject({ error: { code: 'INVALID_CREDENTIALS' }, hashes: 1 });
    expect(wrong.statements.length).toBeGreaterThan(2);
    for (const [email, password] of [
      ['nobody@test.local', 'a wrong password'],
      ['gone@test.local', 'a wrong password'],
      ['gone@test.local', 'the right password'],
      ['passwordless@test.local', 'a wrong password'],
    ] as const) {
      expect(await attempt(email, password), email).toEqual(wrong);
    }
    expect(await attempt('known@test.local', 'the right password')).toMatchObject({ error: null, hashes: 1 });
  });

  it('lets guessers wait alike, whoever is asked for, and after a restart of the server as well', async () => {
    const begun = new Date();
    const waits: unknown[] = [];
    for (const email of ['known@test.local', 'another-nobody@test.local', 'passwordless@test.local']) {
      // Nothing but the database is shared between these: what was counted would survive a restart.
      for (let failure = 0; failure < 6; failure++) await attempt(email, 'wrong', begun);
      const { error, hashes } = await attempt(email, 'the right password', begun);
      waits.push({ error, hashes });
    }
    expect(waits[0]).toMatchObject({ error: { code: 'QUOTA_EXCEEDED' }, hashes: 0 });
    expect(waits).toEqual([waits[0], waits[0], waits[0]]);
    const later = new Date(begun.getTime() + 3_000);
    expect((await attempt('known@test.local', 'the right password', later)).error).toBeNull();
  });

  it('keeps no name that was typed, and none for longer than a quiet day', async () => {
    const { signInAttempt } = open.database.prisma;
    await attempt('a-password-in-the-wrong@field.local', 'x');
    expect(JSON.stringify(await signInAttempt.findMany())).not.toContain('field.local');
    await attempt('later@test.local', 'x', new Date(Date.now() + 25 * 60 * 60 * 1000));
    expect(await signInAttempt.count()).toBe(1);
  });
});
