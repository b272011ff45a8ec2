import sharp, { type Sharp } from 'sharp';
import { maxPictureSize } from './checkRenderOptions.js';
import type { Picture } from './displayImage.js';
import type { SizeOptions } from './renderTypes.js';

/**
 * Measured on real breast MR slices: higher levels and adaptive filters save at most a tenth of the bytes and cost up to
 * three times the time. See `bench/pngEncoding.ts`.
 */
export const pngSettings = { compressionLevel: 2, adaptiveFiltering: false } as const;

/**
 * Encodes a picture as PNG at the size asked for.
 *
 * @param aspect height of a pixel over its width; counts where `squarePixels` is asked for.
 */
export async function encodePicture(
  { width, height, channels, samples }: Picture,
  options: SizeOptions = {},
  aspect = 1,
): Promise<Uint8Array> {
  const picture = sharp(samples, { raw: { width, height, channels } });
  const size = shownSize(width, height, options, aspect);
  if (size.width !== width || size.height !== height)
    picture.resize(size.width, size.height, { fit: 'fill' });
  return bytesOf(picture.toColourspace(channels === 1 ? 'b-w' : 'srgb').png(pngSettings));
}

/** Pixels of the answer. Pixels are made square by enlarging, so that nothing is lost. */
export function shownSize(
  width: number,
  height: number,
  { maxSize, squarePixels }: SizeOptions,
  aspect: number,
): { width: number; height: number } {
  // Spacings are decimal strings: a difference of a thousandth is rounding.
  const stretched = squarePixels === true && Math.abs(aspect - 1) > 1e-3;
  const fullWidth = stretched && aspect < 1 ? width / aspect : width;
  const fullHeight = stretched && aspect > 1 ? height * aspect : height;
  const limit = maxSize ?? (stretched ? Math.max(width, height, maxPictureSize) : Number.POSITIVE_INFINITY);
  const scale = Math.min(1, limit / Math.max(fullWidth, fullHeight));
  const pixels = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: pixels(fullWidth), height: pixels(fullHeight) };
}

/** The bytes in memory of their own, which can be handed to another thread. */
export async function bytesOf(picture: Sharp): Promise<Uint8Array> {
  return new Uint8Array(await picture.toBuffer());
}
