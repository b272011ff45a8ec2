/**
 * The values that would stand at the given ranks if the values were sorted, found without sorting them: a slice has
 * hundreds of thousands of values, and sorting them takes longer than running a small model on it.
 *
 * @param values finite numbers.
 * @param ranks 0-based, within the values.
 */
export function orderStatistics(values: Float32Array, ranks: readonly number[]): number[] {
  // Floats as integers of the same order (sign and magnitude to two's complement), counted by their upper 16 bits.
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bucketOf = (pattern: number) => (pattern >>> 31 ? ~pattern >>> 16 : (pattern >>> 16) | 0x8000);
  const counts = new Uint32Array(0x10000);
  for (let i = 0; i < bits.length; i++) counts[bucketOf(bits[i]!)]!++;
  return ranks.map((rank) => {
    let bucket = 0;
    let before = 0;
    while (before + counts[bucket]! <= rank) before += counts[bucket++]!;
    return values.filter((_, i) => bucketOf(bits[i]!) === bucket).sort()[rank - before]!;
  });
}
