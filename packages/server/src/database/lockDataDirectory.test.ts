import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDirectory } from './lockDataDirectory.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eventeye-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusal = () => {
  try {
    lockDataDirectory(folder)();
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('lockDataDirectory', () => {
  it('refuses a second holder with a sentence that names the first, and leaves nothing beside the lock', () => {
    const unlock = lockDataDirectory(folder);
    const error = refusal();
    expect(EventEyeError.is(error, 'DATA_DIRECTORY_LOCKED')).toBe(true);
    expect((error as Error).message).toContain(`Process ${process.pid} `);
    expect(readdirSync(folder)).toEqual(['lock']);
    unlock();
    expect(refusal()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over at once from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const gone = once(child, 'exit');
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: child.pid, startedAt: '' }));
    expect(EventEyeError.is(refusal(), 'DATA_DIRECTORY_LOCKED')).toBe(true);
    child.kill('SIGKILL');
    await gone;
    expect(refusal()).toBeUndefined();
  });

  it.skipIf(!existsSync('/proc/self/stat'))('is not fooled by another process that got the same id', () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    const unlock = lockDataDirectory(folder);
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')).startedAt).not.toBe('1');
    unlock();
  });

  it('takes over a lock that a crash left unreadable', () => {
    writeFileSync(join(folder, 'lock'), '');
    expect(refusal()).toBeUndefined();
  });
});
