import sharp from 'sharp';
import type { ModelInput } from '../manifest/schema.js';

/**
 * Samples of a prepared slice that was stored as PNG: the golden picture of a model, the pictures of a training set.
 *
 * @returns `height * width` grey values, or `height * width * 3` interleaved ones.
 * @throws Error when the picture has another size than the model's input, or can not be read.
 */
export async function readPrepared(bytes: Uint8Array, input: ModelInput): Promise<Uint8Array> {
  const depth = input.channels === 'dce-triplet' ? 3 : 1;
  const picture = sharp(bytes, { failOn: 'error' });
  const { width, height, channels, depth: bits } = await picture.metadata();
  if (width !== input.width || height !== input.height || channels !== depth || bits !== 'uchar')
    throw new Error("has another size or kind than the model's input");
  const raw = await picture
    .toColourspace(depth === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  return new Uint8Array(raw);
}
