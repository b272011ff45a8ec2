/** A share with its 95 % interval. */
export interface Interval {
  low: number;
  high: number;
}

const z = 1.959963984540054;

/**
 * Wilson's score interval of a share (Wilson 1927, J Am Stat Assoc 22:209): unlike the textbook's it stays within 0 and 1 and
 * does not shrink to a point where everybody agrees.
 *
 * @param count number of observations, above 0; an effective number need not be whole.
 */
export function wilsonInterval(share: number, count: number): Interval {
  const z2 = z * z;
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
