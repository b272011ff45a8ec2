import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';
import { paletteColours } from './paletteColours.js';

/** Luma, blue and red difference, each from 0 to 255 with its offset, to one channel. */
type Matrix = readonly [red: Row, green: Row, blue: Row];
type Row = readonly [offset: number, y: number, cb: number, cr: number];

/** PS3.3 C.7.6.3.1.2: ITU-R BT.601 in full range. */
const full: Matrix = [
  [0, 1, 0, 1.402],
  [0, 1, -0.344136, -0.714136],
  [0, 1, 1.772, 0],
];
/** The same in studio range: luma from 16 to 235, differences from 16 to 240. */
const partial: Matrix = [
  [-16, 255 / 219, 0, (1.402 * 255) / 224],
  [-16, 255 / 219, (-0.344136 * 255) / 224, (-0.714136 * 255) / 224],
  [-16, 255 / 219, (1.772 * 255) / 224, 0],
];

/** Whether a frame is shown in colour: three samples a pixel, or indices of a palette. */
export function isColour({ samplesPerPixel, photometricInterpretation }: Frame): boolean {
  return samplesPerPixel === 3 || photometricInterpretation === 'PALETTE COLOR';
}

/**
 * The colours of a frame by its photometric interpretation (PS3.3 C.7.6.3.1.2): RGB, PALETTE COLOR and the YBR models.
 * JPEG 2000 turns YBR_ICT and YBR_RCT back itself (PS3.5 8.2.4), so frames of these are RGB when they are decoded.
 *
 * @returns `3 * height * width` 8-bit samples, those of a pixel together; deeper samples are scaled.
 * @throws EventEyeError DICOM_PIXEL_FORMAT_UNSUPPORTED for other colour models, DICOM_INVALID for a broken palette.
 */
export function frameColours(dataset: Dataset, frame: Frame): Uint8Array {
  const { photometricInterpretation: model, values, bitsStored, samplesPerPixel } = frame;
  if (model === 'PALETTE COLOR' && samplesPerPixel === 1) return paletteColours(dataset, frame);
  if (samplesPerPixel !== 3 || frame.signed) throw unsupported(model);
  const scale = 255 / (2 ** bitsStored - 1);
  if (model === 'RGB' || isTurnedBack(dataset, model)) {
    // A copy: the samples may be a view of the file's bytes, and colours are handed on.
    if (values instanceof Uint8Array && bitsStored === 8) return values.slice();
    return Uint8Array.from(values as Uint8Array, (value) => Math.round(value * scale));
  }
  if (model === 'YBR_FULL' || model === 'YBR_FULL_422') return toRgb(values, scale, full);
  if (model === 'YBR_PARTIAL_422' || model === 'YBR_PARTIAL_420') return toRgb(values, scale, partial);
  throw unsupported(model);
}

function isTurnedBack({ transferSyntax: { encoding } }: Dataset, model: string): boolean {
  return (model === 'YBR_ICT' || model === 'YBR_RCT') && (encoding === 'jpeg-2000' || encoding === 'htj2k');
}

function toRgb(values: Frame['values'], scale: number, [red, green, blue]: Matrix): Uint8Array {
  // It rounds and stays between 0 and 255 as it is written to.
  const out = new Uint8Array(values.length);
  const clamped = new Uint8ClampedArray(out.buffer);
  for (let i = 0; i + 2 < values.length; i += 3) {
    const y = values[i]! * scale;
    const cb = values[i + 1]! * scale - 128;
    const cr = values[i + 2]! * scale - 128;
    clamped[i] = red[1] * (y + red[0]) + red[2] * cb + red[3] * cr;
    clamped[i + 1] = green[1] * (y + green[0]) + green[2] * cb + green[3] * cr;
    clamped[i + 2] = blue[1] * (y + blue[0]) + blue[2] * cb + blue[3] * cr;
  }
  return out;
}

function unsupported(model: string): EventEyeError {
  // A term of the standard is short and of capitals; anything else in its place is not repeated.
  const shown = /^[A-Z_0-9 ]{1,16}$/.test(model) ? model : '(unreadable)';
  return new EventEyeError(
    'DICOM_PIXEL_FORMAT_UNSUPPORTED',
    `Photometric Interpretation ${shown} is not supported here. Send grey or RGB images.`,
  );
}
