/**
 * Slices in the order in which they are likely to be wanted: the one shown, then mostly ahead in the direction of scrolling,
 * a few behind.
 *
 * @param direction 1 or -1: where the last step went.
 */
export function prefetchOrder(index: number, count: number, direction: 1 | -1): number[] {
  const order: number[] = [];
  const add = (at: number) => {
    if (at >= 0 && at < count) order.push(at);
  };
  add(index);
  // Three ahead for each one behind: who scrolls back finds what was just shown in memory anyway.
  for (let ahead = 1, behind = 1; ahead < count || behind < count; behind++) {
    for (const end = ahead + 3; ahead < end; ahead++) add(index + ahead * direction);
    add(index - behind * direction);
  }
  return order;
}
