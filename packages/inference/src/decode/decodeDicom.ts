import { EventEyeError } from '@eventeye/core';
import {
  type Dataset,
  type Frame,
  fileWindow,
  modalityValues,
  readDataset,
  readFrame,
  type StoredLevels,
} from '@eventeye/dicom';
import type { ImageLimits } from '../types.js';
import { luma } from './colour.js';
import type { DecodedImage } from './decodedImage.js';

/**
 * Decodes one frame of a DICOM instance.
 *
 * @throws EventEyeError the DICOM_* codes, FRAME_OUT_OF_RANGE, IMAGE_TOO_LARGE.
 */
export async function decodeDicom(
  bytes: Uint8Array,
  frame: number,
  limits: ImageLimits,
): Promise<DecodedImage> {
  const dataset = openDataset(bytes, limits);
  const pixels = await readFrame(dataset, frame);
  const { width, height, frameCount, photometricInterpretation: photometric } = pixels;
  const common = {
    kind: 'dicom',
    width,
    height,
    frameCount,
    frame,
    modality: dataset.string('x00080060'),
    bodyPart: dataset.string('x00180015'),
  } as const;
  if (pixels.samplesPerPixel === 1) {
    // Indices of a palette are no grey values: read as such they would look like an image and mean nothing.
    if (!photometric.startsWith('MONOCHROME')) {
      throw new EventEyeError(
        'DICOM_PIXEL_FORMAT_UNSUPPORTED',
        `Photometric Interpretation ${photometric} is not supported. Send grey or RGB images.`,
      );
    }
    let values: Float32Array | undefined;
    return {
      ...common,
      levels: levelsOf(dataset, pixels),
      get grey() {
        values ??= modalityValues(dataset, pixels);
        return values;
      },
      invert: photometric === 'MONOCHROME1',
      window: fileWindow(dataset),
      rgb: undefined,
    };
  }
  const scale = 255 / (2 ** pixels.bitsStored - 1);
  const eightBit = Uint8Array.from(pixels.values as Uint8Array, (value) => Math.round(value * scale));
  const rgb = photometric.startsWith('YBR') ? toRgb(eightBit) : eightBit;
  return { ...common, grey: luma(rgb), invert: false, window: undefined, levels: undefined, rgb };
}

/** `undefined` where there are more levels than a table should hold, or the line leads nowhere. */
function levelsOf(dataset: Dataset, { values }: Frame): StoredLevels | undefined {
  const slope = dataset.decimal('x00281053') ?? 1;
  const intercept = dataset.decimal('x00281052') ?? 0;
  // Beyond this, single precision overflows to values that percentiles leave out.
  const most = 65_536 * Math.abs(slope) + Math.abs(intercept);
  if (values.BYTES_PER_ELEMENT > 2 || !(most < 1e38)) return undefined;
  return { values: values as StoredLevels['values'], slope, intercept };
}

/**
 * Reads the structure of an instance within the limits.
 *
 * @throws EventEyeError the DICOM_* codes, IMAGE_TOO_LARGE.
 */
export function openDataset(bytes: Uint8Array, { maxPixels, maxTotalSamples }: ImageLimits): Dataset {
  return readDataset(bytes, { maxPixels, maxTotalSamples });
}

/** YBR_FULL to RGB, PS3.3 C.7.6.3.1.2. */
function toRgb(ybr: Uint8Array): Uint8Array {
  const out = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i < ybr.length; i += 3) {
    const y = ybr[i]!;
    const cb = ybr[i + 1]! - 128;
    const cr = ybr[i + 2]! - 128;
    out[i] = y + 1.402 * cr;
    out[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    out[i + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(out.buffer);
}
