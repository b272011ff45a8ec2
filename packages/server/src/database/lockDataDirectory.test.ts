import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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

  it('lets one of many through that find a stale lock at the same time', async () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    const entry = fileURLToPath(new URL('./lockDataDirectory.ts', import.meta.url));
    // Each says whether it got the lock, and holds it until its input ends.
    const script = `const { lockDataDirectory } = await import(${JSON.stringify(pathToFileURL(entry).href)});
      process.stdin.once('data', () => {
        try { lockDataDirectory(${JSON.stringify(folder)}); process.stdout.write('held'); } catch (error) { process.stdout.write(error.code); }
      }).once('end', () => process.exit());
      process.stdout.write('ready ');`;
    const options = ['--conditions=eventeye-source', '--import', import.meta.resolve('tsx')];
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [...options, '--input-type=module', '-e', script]),
    );
    const said = (child: (typeof children)[number], before: string) =>
      new Promise<string>((resolve, reject) => {
        let text = before;
        child.stdout.on('data', (chunk) => {
          text += chunk;
          if (/ready |held|[A-Z_]{8,}/.test(text)) resolve(text.trim());
        });
        child.once('exit', () => reject(new Error('a contender ended')));
      });
    try {
      await Promise.all(children.map((child) => said(child, '')));
      const answers = children.map((child) => said(child, ''));
      for (const child of children) child.stdin.write('go');
      expect((await Promise.all(answers)).sort()).toEqual([
        ...Array(3).fill('DATA_DIRECTORY_LOCKED'),
        'held',
      ]);
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  });

  it('takes over a lock that a crash left unreadable', () => {
    writeFileSync(join(folder, 'lock'), '');
    expect(refusal()).toBeUndefined();
  });
});
