import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../auth/password.js';
import { openEmbedded } from '../database/openEmbedded.js';

const bin = fileURLToPath(new URL('../../bin/eventeye.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'eventeye-users-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function createUser(password: string, email = 'Kim@hospital.example', role = 'admin') {
  const args = [
    'create-user',
    '--email',
    email,
    '--name',
    'Kim',
    '--organization',
    'Hospital',
    '--role',
    role,
  ];
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...process.env, DATABASE_URL: '', EVENTEYE_DATA_DIR: folder },
  });
  child.stdin.end(`${password}\n`);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, stdout, stderr };
}

describe('eventeye create-user', () => {
  it('adds a user who can sign in, and says nothing of the password', async () => {
    const { code, stdout, stderr } = await createUser('correct horse battery');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('correct horse');
    const { prisma, sql } = await openEmbedded(folder);
    const stored = await prisma.user.findUniqueOrThrow({ where: { email: 'kim@hospital.example' } });
    expect(stored.role).toBe('ADMIN');
    expect(await verifyPassword(stored.passwordHash, 'correct horse battery')).toBe(true);
    await sql.close();
  });

  it('refuses a second one of the same address, a short password and an unknown role', async () => {
    const taken = await createUser('correct horse battery');
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain('CONFLICT');
    const wrong = await createUser('short', 'lee@hospital.example', 'boss');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/VALIDATION_FAILED.*role.*password/s);
  });
});
