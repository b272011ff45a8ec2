import { EventEyeError } from '@eventeye/core';
import { decode } from 'fast-bmp';
import type { ImageLimits } from '../types.js';
import { luma } from './colour.js';
import type { DecodedImage } from './decodeImage.js';
import { checkDimensions } from './limits.js';

/**
 * Decodes a BMP picture. Its dimensions are read from the header first.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE, IMAGE_CORRUPT when it is damaged or of a variant that is not read.
 */
export function decodeBmp(bytes: Uint8Array, frame: number, limits: ImageLimits): DecodedImage {
  if (frame !== 0)
    throw new EventEyeError('FRAME_OUT_OF_RANGE', 'The image has 1 frame, counted from 0. Ask for frame 0.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const small = view.getUint32(14, true) === 12;
  const headerWidth = small ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  const headerHeight = small ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  checkDimensions(headerWidth, headerHeight, 1, 3, limits);
  let decoded: ReturnType<typeof decode>;
  try {
    decoded = decode(bytes);
  } catch (cause) {
    throw new EventEyeError(
      'IMAGE_CORRUPT',
      'The BMP picture is damaged or of a variant that is not read. Send it as PNG.',
      { cause },
    );
  }
  const { width, height, channels } = decoded;
  const data = decoded.data as Uint8Array;
  const count = width * height;
  if (data.length < count * channels)
    throw new EventEyeError('IMAGE_CORRUPT', 'The BMP picture ends before its last row. Send it again.');
  const common = {
    kind: 'bmp',
    width,
    height,
    frameCount: 1,
    frame: 0,
    invert: false,
    window: undefined,
    modality: undefined,
  } as const;
  if (channels === 1)
    return { ...common, grey: Float32Array.from({ length: count }, (_, i) => data[i]!), rgb: undefined };
  const rgb = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[i * channels + c]!;
  return { ...common, grey: luma(rgb), rgb };
}
