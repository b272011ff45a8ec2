/** Rows and columns of the difference hash. */
const side = 16;

/**
 * Difference hash of a prepared slice: for each of 16 x 16 places, whether the cell to the right is brighter. Survives
 * scaling, other windows and compression; 256 bits as eight 32-bit words.
 *
 * @param grey `height * width` values.
 */
export function perceptualHash(grey: Uint8Array, width: number, height: number): Uint32Array {
  const cells = shrink(grey, width, height, side + 1, side);
  const words = new Uint32Array((side * side) / 32);
  for (let row = 0, bit = 0; row < side; row++) {
    for (let column = 0; column < side; column++, bit++) {
      const i = row * (side + 1) + column;
      // Air is noise: without a margin its bits would be too.
      if (cells[i + 1]! > cells[i]! + 2) words[bit >> 5]! |= 1 << (bit & 31);
    }
  }
  return words;
}

/** Number of bits in which two hashes differ; stops counting beyond `limit`. */
export function hammingDistance(a: Uint32Array, b: Uint32Array, limit = 256): number {
  let distance = 0;
  for (let i = 0; i < a.length && distance <= limit; i++) {
    let x = a[i]! ^ b[i]!;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    distance += (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return distance;
}

/** Mean of each cell of a grid laid over the picture. */
function shrink(
  grey: Uint8Array,
  width: number,
  height: number,
  columns: number,
  rows: number,
): Float64Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, i++) {
      const cell = row + Math.floor((x * columns) / width);
      sums[cell]! += grey[i]!;
      counts[cell]!++;
    }
  }
  return sums.map((sum, cell) => sum / counts[cell]!);
}
