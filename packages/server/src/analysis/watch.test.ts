import { expect, it } from 'vitest';
import { watch } from './watch.js';

it('stops its source when the reader goes before the first item', async () => {
  let signal: AbortSignal | undefined;
  const iterator = await watch(async (given) => {
    signal = given;
    return (async function* () {
      yield 1;
    })();
  });
  await iterator.return?.();
  expect(signal?.aborted).toBe(true);
});

it('stops its source when the reader goes while it waits', async () => {
  const iterator = await watch(async (signal) =>
    (async function* () {
      yield 'first';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    })(),
  );
  expect((await iterator.next()).value).toBe('first');
  const waiting = iterator.next();
  await iterator.return?.();
  expect((await waiting).done).toBe(true);
});

it('stops its source when opening fails', async () => {
  let signal: AbortSignal | undefined;
  const opening = watch(async (given) => {
    signal = given;
    throw new Error('no such row');
  });
  await expect(opening).rejects.toThrow('no such row');
  expect(signal?.aborted).toBe(true);
});
