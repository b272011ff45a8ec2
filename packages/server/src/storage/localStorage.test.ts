import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localStorage } from './localStorage.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eventeye-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (EventEyeError.is(error) ? error.code : String(error)),
  );

describe('localStorage', () => {
  it('gives back what was written, and nothing after it was deleted', async () => {
    const storage = localStorage(folder);
    const path = 'medical_images/2026/01/31/a.dcm';
    await storage.write(path, Uint8Array.of(1, 2, 3));
    expect([...(await storage.read(path))]).toEqual([1, 2, 3]);
    expect(await storage.exists(path)).toBe(true);
    await storage.delete(path);
    await storage.delete(path);
    expect(await codeOf(storage.read(path))).toBe('NOT_FOUND');
  });

  it('leaves no half file when writing fails', async () => {
    writeFileSync(join(folder, 'medical_images'), 'a file where a folder should be');
    const storage = localStorage(folder);
    expect(await codeOf(storage.write('medical_images/a.dcm', Uint8Array.of(1)))).toBe('STORAGE_FAILED');
    expect(readdirSync(folder)).toEqual(['medical_images']);
  });

  it('does not lead out of its folder', async () => {
    const storage = localStorage(folder);
    for (const path of ['../outside', '/etc/passwd', 'a/../../b']) {
      expect(await codeOf(storage.write(path, Uint8Array.of(1)))).toBe('STORAGE_FAILED');
      expect(await codeOf(storage.read(path))).toBe('STORAGE_FAILED');
    }
  });

  it('lists what it holds by prefix', async () => {
    const storage = localStorage(folder);
    await storage.write('medical_images/2026/01/31/a.dcm', Uint8Array.of(1));
    await storage.write('other/b.png', Uint8Array.of(1));
    const paths = [];
    for await (const { path } of storage.list('medical_images')) paths.push(path);
    expect(paths).toEqual(['medical_images/2026/01/31/a.dcm']);
    for await (const _ of storage.list('nothing-here')) expect.unreachable();
  });
});
