/** Works on several items at a time and gives the results in the order of the items. */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let next = 0;
  while (next < items.length || running.length > 0) {
    while (next < items.length && running.length < atOnce) {
      const result = work(items[next++]!);
      // It may fail while an earlier one is awaited; it is thrown when its turn comes.
      result.catch(() => {});
      running.push(result);
    }
    yield await running.shift()!;
  }
}
