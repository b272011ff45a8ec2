/**
 * The values that would stand at the given ranks if the values were sorted, found without sorting them: a slice has
 * hundreds of thousands of values, and sorting them takes longer than running a small model on it.
 *
 * @param values finite numbers.
 * @param ranks 0-based, within the values.
 */
export function orderStatistics(values: Float32Array, ranks: readonly number[]): number[] {
  const whole = countWholeNumbers(values);
  if (whole) return ranks.map((rank) => bucketAt(whole, rank).bucket);
  // Floats as integers of the same order (sign and magnitude to two's complement), counted by their upper 16 bits.
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = new Uint32Array(0x10000);
  for (let i = 0; i < bits.length; i++) counts[ordered(bits[i]!) >>> 16]!++;
  return ranks.map((rank) => {
    const upper = bucketAt(counts, rank);
    // Within that bucket by the lower 16 bits: then only equal values are left.
    const within = new Uint32Array(0x10000);
    for (let i = 0; i < bits.length; i++) {
      const pattern = ordered(bits[i]!);
      if (pattern >>> 16 === upper.bucket) within[pattern & 0xffff]!++;
    }
    const lower = bucketAt(within, rank - upper.before);
    return floatOf(((upper.bucket << 16) | lower.bucket) >>> 0);
  });
}

/** How often each whole number from 0 to 65,535 comes; `undefined` when any value is another. */
function countWholeNumbers(values: Float32Array): Uint32Array | undefined {
  const counts = new Uint32Array(0x10000);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const index = value & 0xffff;
    if (index !== value) return undefined;
    counts[index]!++;
  }
  return counts;
}

/** A float's bits as an unsigned integer of the same order. */
function ordered(pattern: number): number {
  return (pattern >>> 31 ? ~pattern : pattern | 0x80000000) >>> 0;
}

/** The float whose ordered integer this is. */
function floatOf(order: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, order >>> 31 ? order & 0x7fffffff : ~order >>> 0);
  return view.getFloat32(0);
}

function bucketAt(counts: Uint32Array, rank: number): { bucket: number; before: number } {
  let bucket = 0;
  let before = 0;
  while (before + counts[bucket]! <= rank) before += counts[bucket++]!;
  return { bucket, before };
}
