/**
 * Groups what hangs together, directly or through others.
 *
 * @param connections calls back with every pair of places in `items` that belong together.
 * @returns groups in the order of their first item, items in their own order.
 */
export function connectedGroups<Item>(
  items: readonly Item[],
  connections: (connect: (a: number, b: number) => void) => void,
): Item[][] {
  const parents = items.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parents[at] !== at) at = parents[at]!;
    return at;
  };
  connections((a, b) => {
    const [one, other] = [rootOf(a), rootOf(b)];
    parents[Math.max(one, other)] = Math.min(one, other);
  });
  const groups = new Map<number, Item[]>();
  items.forEach((item, i) => {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group) group.push(item);
    else groups.set(root, [item]);
  });
  return [...groups.values()];
}
