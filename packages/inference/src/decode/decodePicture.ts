import { EventEyeError, type ImageKind } from '@eventeye/core';
import { luma, type StoredLevels } from '@eventeye/dicom';
import sharp from 'sharp';
import type { ImageLimits } from '../types.js';
import type { DecodedImage } from './decodedImage.js';
import { checkDimensions } from './limits.js';

/**
 * Decodes PNG, JPEG, TIFF and WebP by libvips. Grey keeps its depth (16 bits, 32 bits, floating point), transparency
 * lies over black, and a picture that was cut off or that libvips finds damaged is refused.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE, IMAGE_CORRUPT, IMAGE_UNSUPPORTED, FRAME_OUT_OF_RANGE.
 */
export async function decodePicture(
  bytes: Uint8Array,
  kind: ImageKind,
  frame: number,
  limits: ImageLimits,
): Promise<DecodedImage> {
  // Our own limit is checked from the header below, so libvips' is switched off only for that look.
  const header = await attempt(sharp(bytes, { limitInputPixels: false }).metadata());
  const { width = 0, height = 0, pages = 1, channels = 3, pageHeight } = header;
  checkDimensions(width, pageHeight ?? height, pages, channels, limits);
  if (frame < 0 || frame >= pages) {
    throw new EventEyeError(
      'FRAME_OUT_OF_RANGE',
      `The image has ${pages} frames, counted from 0. Ask for one of these.`,
    );
  }
  // 'truncated' would let damaged TIFF strips through, 'warning' refuses files for tags nobody knows.
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: limits.maxPixels, page: frame }).flatten({
    background: '#000',
  });
  // Pages of a TIFF may differ in form.
  const { space, depth } = frame > 0 ? await attempt(picture.metadata()) : header;
  const form = outputForm(space, depth);
  const { data, info } = await attempt(
    picture.toColourspace(form.space).raw({ depth: form.depth }).toBuffer({ resolveWithObject: true }),
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
    bodyPart: undefined,
  };
  const count = info.width * info.height;
  if (form.space !== 'srgb') {
    const samples = form.view(data.buffer as ArrayBuffer, data.byteOffset, count * info.channels);
    if (form.depth !== 'float' && info.channels === 1) {
      let values: Float32Array | undefined;
      return {
        ...common,
        levels: { values: samples as StoredLevels['values'], slope: 1, intercept: 0 },
        get grey() {
          values ??= Float32Array.from(samples);
          return values;
        },
        rgb: undefined,
      };
    }
    const grey = new Float32Array(count);
    let finite = true;
    for (let i = 0; i < count; i++) {
      const value = samples[i * info.channels]!;
      grey[i] = value;
      finite &&= Number.isFinite(grey[i]!);
    }
    if (!finite) {
      throw new EventEyeError(
        'IMAGE_UNSUPPORTED',
        'The picture holds samples that are not numbers. Export it without them and send the new file.',
      );
    }
    return { ...common, grey, levels: undefined, rgb: undefined };
  }
  const rgb = new Uint8Array(data.buffer, data.byteOffset, count * 3);
  return { ...common, grey: luma(rgb), levels: undefined, rgb };
}

/** The form in which libvips gives the samples without loss, where there is one. */
function outputForm(space: string | undefined, depth: string | undefined) {
  if (space === 'grey16' && depth === 'ushort') {
    return {
      space: 'grey16',
      depth: 'ushort',
      view: (buffer: ArrayBuffer, at: number, length: number) => new Uint16Array(buffer, at, length),
    } as const;
  }
  if (space === 'b-w' && depth === 'uchar') {
    return {
      space: 'b-w',
      depth: 'uchar',
      view: (buffer: ArrayBuffer, at: number, length: number) => new Uint8Array(buffer, at, length),
    } as const;
  }
  if (space === 'b-w' && ['char', 'uint', 'int', 'float', 'double'].includes(depth ?? '')) {
    return {
      space: 'b-w',
      depth: 'float',
      view: (buffer: ArrayBuffer, at: number, length: number) => new Float32Array(buffer, at, length),
    } as const;
  }
  if (space === 'b-w' || space === 'grey16') {
    // libvips cuts negative 16-bit samples to zero on its way out.
    throw new EventEyeError(
      'IMAGE_UNSUPPORTED',
      'Pictures with signed 16-bit or complex samples are not read. Send them unsigned, or as DICOM.',
    );
  }
  return { space: 'srgb', depth: 'uchar' } as const;
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
