/** The prepared slice is divided into so many cells each way. */
export const gateCells = 14;

/** Name of the vector's definition; a manifest says which one its gate was fitted on. */
export const gateVersion = 'eventeye-gate/1';

/** Length of the vector of a model with `channels` feature maps. */
export const gateLength = (channels: number): number => channels + 2 * gateCells * gateCells;

/** Every 8-bit sample as a fraction of white. */
const levels = Float64Array.from({ length: 256 }, (_, sample) => sample / 255);

/**
 * What the in-scope test looks at: the mean of every feature map, then mean and standard deviation of the picture's
 * brightness in 14 x 14 cells, 0 to 1. The first say what the network sees, the rest how the picture is laid out.
 *
 * @param features `channels * rows * columns` of the last convolution.
 * @param samples `height * width * depth` prepared 8-bit samples.
 * @returns `channels + 2 * 14 * 14` numbers.
 */
export function gateVector(
  features: Float32Array,
  channels: number,
  samples: Uint8Array,
  width: number,
  height: number,
): Float32Array {
  const vector = new Float32Array(gateLength(channels));
  const positions = features.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let i = channel * positions; i < (channel + 1) * positions; i++) sum += features[i]!;
    vector[channel] = sum / positions;
  }
  const cells = gateCells * gateCells;
  const sums = new Float64Array(cells);
  const squares = new Float64Array(cells);
  const counts = new Uint32Array(cells);
  const line = (width * samples.length) / (width * height);
  // The cell of each sample of a row, counted from the row's first.
  const cellOf = Uint8Array.from({ length: line }, (_, i) => Math.floor((i * gateCells) / line));
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * gateCells) / height) * gateCells;
    for (let x = 0; x < line; x++, i++) {
      const cell = row + cellOf[x]!;
      const value = levels[samples[i]!]!;
      sums[cell]! += value;
      squares[cell]! += value * value;
      counts[cell]!++;
    }
  }
  for (let cell = 0; cell < cells; cell++) {
    const mean = sums[cell]! / counts[cell]!;
    vector[channels + cell] = mean;
    vector[channels + cells + cell] = Math.sqrt(Math.max(0, squares[cell]! / counts[cell]! - mean * mean));
  }
  return vector;
}
