import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';
import { applyVoiTable } from './applyVoiTable.js';
import { frameColours, isColour } from './frameColours.js';
import { modalityValues } from './modalityValues.js';
import { frameWindows, voiTables } from './voiTransforms.js';
import { applyWindow, percentileWindow, type VoiWindow } from './window.js';

/** Samples as they are shown. */
export interface RenderedFrame {
  width: number;
  height: number;
  /** 1: grey, 3: RGB. */
  channels: 1 | 3;
  /** `height * width * channels` 8-bit samples, those of a pixel together. */
  samples: Uint8Array;
}

/** Which of the file's alternatives, or a window of one's own; without any the file's first, else percentiles. */
export interface RenderFrameOptions {
  /** 0-based; frames of enhanced objects have their own transforms. */
  index?: number;
  /** A window in modality units. */
  window?: VoiWindow;
  /** One of `frameWindows`. */
  windowIndex?: number;
  /** One of `voiTables`. */
  tableIndex?: number;
  /** Turns the greys or colours around. */
  invert?: boolean;
}

/**
 * One frame as a screen shows it: colour as its model says, grey through Modality LUT, VOI LUT and Presentation LUT Shape
 * (PS3.4 N.2). Without a choice grey takes the file's first VOI table, else its first window, else the 1st to the 99.5th
 * percentile. Pixel padding is black.
 *
 * @throws EventEyeError VALIDATION_FAILED for an alternative the file does not have, DICOM_INVALID for a broken table or
 * palette, DICOM_PIXEL_FORMAT_UNSUPPORTED for an unknown colour model.
 */
export function renderFrame(dataset: Dataset, frame: Frame, options: RenderFrameOptions = {}): RenderedFrame {
  const { width, height } = frame;
  const invert = options.invert ?? false;
  if (isColour(frame)) {
    const rgb = frameColours(dataset, frame);
    return { width, height, channels: 3, samples: invert ? rgb.map((value) => 255 - value) : rgb };
  }
  if (!frame.photometricInterpretation.startsWith('MONOCHROME')) frameColours(dataset, frame);
  const samples = renderGrey(dataset, frame, { ...options, invert: isInverse(dataset, frame) !== invert });
  return { width, height, channels: 1, samples };
}

/**
 * Whether the lowest value of a grey frame is white: MONOCHROME1, or Presentation LUT Shape (2050,0020) INVERSE. Objects
 * that have both mean one inversion (PS3.3 C.8.11.3.1.2).
 */
export function isInverse(dataset: Dataset, { photometricInterpretation }: Frame): boolean {
  return photometricInterpretation === 'MONOCHROME1' || dataset.string('x20500020') === 'INVERSE';
}

function renderGrey(dataset: Dataset, frame: Frame, options: RenderFrameOptions): Uint8Array {
  const { index = 0, window, windowIndex, tableIndex, invert = false } = options;
  const values = modalityValues(dataset, frame, index);
  if (window) return applyWindow(values, window, { invert });
  if (windowIndex !== undefined) {
    const chosen = frameWindows(dataset, index)[windowIndex];
    return applyWindow(values, chosen ?? absent('windowIndex'), { invert });
  }
  const tables = voiTables(dataset, frame.signed || values.some((value) => value < 0));
  const table = tables[tableIndex ?? 0]?.table;
  if (table) return applyVoiTable(values, table, { invert });
  if (tableIndex !== undefined) absent('tableIndex');
  const first = frameWindows(dataset, index)[0];
  return applyWindow(values, first ?? percentileWindow(values, 1, 99.5), { invert });
}

function absent(name: string): never {
  throw new EventEyeError(
    'VALIDATION_FAILED',
    'The image does not carry this window or table. Ask for one that it lists, or give a window.',
    { path: [name] },
  );
}
