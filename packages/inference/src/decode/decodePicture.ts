import { EventEyeError, type ImageKind } from '@eventeye/core';
import sharp from 'sharp';
import type { ImageLimits } from '../types.js';
import { luma } from './colour.js';
import type { DecodedImage } from './decodeImage.js';
import { checkDimensions } from './limits.js';

/**
 * Decodes PNG, JPEG, TIFF and WebP by libvips. 16-bit grey keeps its depth, transparency lies over black, and a picture
 * that was cut off is refused.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE, IMAGE_CORRUPT, FRAME_OUT_OF_RANGE.
 */
export async function decodePicture(
  bytes: Uint8Array,
  kind: ImageKind,
  frame: number,
  limits: ImageLimits,
): Promise<DecodedImage> {
  // Our own limit is checked from the header below, so libvips' is switched off only for that look.
  const {
    width = 0,
    height = 0,
    pages = 1,
    channels = 3,
    pageHeight,
  } = await attempt(sharp(bytes, { limitInputPixels: false }).metadata());
  checkDimensions(width, pageHeight ?? height, pages, channels, limits);
  if (frame < 0 || frame >= pages) {
    throw new EventEyeError(
      'FRAME_OUT_OF_RANGE',
      `The image has ${pages} frames, counted from 0. Ask for one of these.`,
    );
  }
  const picture = sharp(bytes, {
    failOn: 'truncated',
    limitInputPixels: limits.maxPixels,
    page: frame,
  }).flatten({ background: '#000' });
  const { space } = await attempt(picture.metadata());
  const isGrey = space === 'b-w' || space === 'grey16';
  const output = isGrey
    ? picture.toColourspace(space === 'grey16' ? 'grey16' : 'b-w')
    : picture.toColourspace('srgb');
  const { data, info } = await attempt(
    output.raw({ depth: space === 'grey16' ? 'ushort' : 'uchar' }).toBuffer({ resolveWithObject: true }),
  );
  const common = {
    kind,
    width: info.width,
    height: info.height,
    frameCount: pages,
    frame,
    invert: false,
    window: undefined,
    modality: undefined,
  };
  const count = info.width * info.height;
  if (isGrey) {
    const samples =
      space === 'grey16' ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    const grey = Float32Array.from({ length: count }, (_, i) => samples[i * info.channels]!);
    return { ...common, grey, rgb: undefined };
  }
  const rgb = new Uint8Array(data.buffer, data.byteOffset, count * 3);
  return { ...common, grey: luma(rgb), rgb };
}

async function attempt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : '';
    if (/pixel limit|too large|exceeds/i.test(text)) {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        'The image is beyond the limit of pixels. Send a smaller one.',
        { cause },
      );
    }
    throw new EventEyeError(
      'IMAGE_CORRUPT',
      'The picture is damaged or was cut off. Export it again and send the new file.',
      { cause },
    );
  }
}
