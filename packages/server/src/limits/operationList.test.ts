import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readOperationList } from './operationList.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-list-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (content: unknown) => {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

it('joins lists of the SDK and manifests of Apollo', () => {
  const [own, apollo] = ['{ viewer { id } }', 'query Two { models { id } }'];
  const list = readOperationList([
    write({ [hash(own)]: own }),
    write({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: hash(apollo), name: 'Two', type: 'query', body: apollo }],
    }),
  ]);
  expect(list.has(own)).toBe(true);
  expect(list.get(hash(apollo))).toBe(apollo);
  expect(list.has('{ viewer { id  } }')).toBe(false);
});

it.each([
  ['no JSON', '{'],
  ['no list', ['{ viewer { id } }']],
  ['keys that are no hashes', { one: '{ viewer { id } }' }],
  ['a document that was changed', { [hash('{ viewer { id } }')]: '{ viewer { email } }' }],
])('stops the start for %s, and names the file', (_what, content) => {
  const file = write(content);
  expect(() => readOperationList([file])).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(file) }),
  );
});

it('stops the start for a file that is not there', () => {
  expect(() => readOperationList([join(folder, 'none.json')])).toThrow(/none.json/);
});
