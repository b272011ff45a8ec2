import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { collectLatest } from './collectLatest.js';

const tell = (emitter: EventEmitter, id: string) => emitter.emit('patient:1', { analysisId: id });

it('keeps one message a row for a reader that comes late, the last changed last', async () => {
  const emitter = new EventEmitter();
  const messages = collectLatest<{ analysisId: string }>(emitter, 'patient:1');
  for (let change = 0; change < 5_000; change++) tell(emitter, `${change % 3}`);
  const seen: string[] = [];
  for await (const { analysisId } of messages) {
    seen.push(analysisId);
    if (seen.length === 3) break;
  }
  expect(seen).toEqual(['2', '0', '1']);
  expect(emitter.listenerCount('patient:1')).toBe(0);
});

it('tells of a change that comes while the one before is being read', async () => {
  const emitter = new EventEmitter();
  const reader = collectLatest<{ analysisId: string }>(emitter, 'patient:1')[Symbol.asyncIterator]();
  tell(emitter, 'a');
  expect((await reader.next()).value).toEqual({ analysisId: 'a' });
  tell(emitter, 'a');
  expect((await reader.next()).value).toEqual({ analysisId: 'a' });
  await reader.return?.();
});

it('gives up a reader for whom more rows wait than fit', async () => {
  const emitter = new EventEmitter();
  const reader = collectLatest(emitter, 'patient:1', undefined, 2)[Symbol.asyncIterator]();
  for (const id of ['a', 'b', 'c']) tell(emitter, id);
  await expect(reader.next()).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  expect(emitter.listenerCount('patient:1')).toBe(0);
});

it('ends when its signal aborts, also while it waits', async () => {
  const emitter = new EventEmitter();
  const stop = new AbortController();
  const reader = collectLatest(emitter, 'patient:1', stop.signal)[Symbol.asyncIterator]();
  const waiting = reader.next();
  stop.abort();
  expect((await waiting).done).toBe(true);
  expect(emitter.listenerCount('patient:1')).toBe(0);
});
