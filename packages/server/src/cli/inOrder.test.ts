import { expect, it } from 'vitest';
import { inOrder } from './inOrder.js';

it('gives results in the order of the items, whichever ends first, and never runs more than allowed', async () => {
  const release: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const results = inOrder([0, 1, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => {
      release[item] = resolve;
    });
    running -= 1;
    return item;
  });
  const first = results.next();
  release[1]!();
  release[0]!();
  expect((await first).value).toBe(0);
  expect((await results.next()).value).toBe(1);
  const third = results.next();
  await Promise.resolve();
  release[2]!();
  expect((await third).value).toBe(2);
  const fourth = results.next();
  await Promise.resolve();
  release[3]!();
  expect((await fourth).value).toBe(3);
  expect((await results.next()).done).toBe(true);
  expect(most).toBe(2);
});
