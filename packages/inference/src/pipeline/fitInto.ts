import sharp from 'sharp';
import type { ModelInput } from '../manifest/schema.js';
import type { AttentionMap } from '../types.js';

/** Part of the model's input that an image fills, as fractions of its sides. */
export type FittedContent = AttentionMap['content'];

/**
 * Fits an 8-bit picture whole into the model's input, its proportions kept, the rest filled with the background.
 *
 * @param samples `height * width * depth` interleaved values.
 */
export async function fitInto(
  samples: Uint8Array,
  width: number,
  height: number,
  depth: 1 | 3,
  input: ModelInput,
): Promise<{ samples: Uint8Array; content: FittedContent }> {
  const scale = Math.min(input.width / width, input.height / height);
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const left = Math.floor((input.width - columns) / 2);
  const top = Math.floor((input.height - rows) / 2);
  const resized =
    columns === width && rows === height
      ? samples
      : await sharp(samples, { raw: { width, height, channels: depth } })
          .resize(columns, rows, { fit: 'fill', kernel: input.resize.kernel })
          .toColourspace(depth === 1 ? 'b-w' : 'srgb')
          .raw()
          .toBuffer();
  const fitted = new Uint8Array(input.width * input.height * depth).fill(input.resize.background);
  const line = columns * depth;
  for (let row = 0; row < rows; row++) {
    fitted.set(resized.subarray(row * line, (row + 1) * line), ((top + row) * input.width + left) * depth);
  }
  return {
    samples: fitted,
    content: {
      left: left / input.width,
      top: top / input.height,
      width: columns / input.width,
      height: rows / input.height,
    },
  };
}
