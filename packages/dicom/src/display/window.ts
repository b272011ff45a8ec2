import type { Dataset } from '../dataset/dataset.js';
import { orderStatistics } from './orderStatistics.js';
import { frameWindows } from './voiTransforms.js';

/** A window in modality units, PS3.3 C.11.2.1.2. */
export interface VoiWindow {
  center: number;
  width: number;
  /** VOI LUT Function (0028,1056); LINEAR where the file says nothing. */
  function: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';
}

/**
 * The first window the frame carries, or `undefined`. A width that its function does not allow is none.
 *
 * @param frame 0-based.
 * @throws EventEyeError DICOM_INVALID for broken functional groups.
 */
export function fileWindow(dataset: Dataset, frame = 0): VoiWindow | undefined {
  const first = frameWindows(dataset, frame)[0];
  return first && { center: first.center, width: first.width, function: first.function };
}

/**
 * The window from the `lowPercent` to the `highPercent` percentile of the values, exact by nearest rank. Scanners scale
 * MR arbitrarily, so percentiles and not fixed values make images comparable.
 *
 * @returns width 0 when all values between are equal.
 */
export function percentileWindow(values: Float32Array, lowPercent: number, highPercent: number): VoiWindow {
  const finite = finiteOf(values);
  if (finite.length === 0) return { center: 0, width: 0, function: 'LINEAR_EXACT' };
  const rankOf = (percent: number) =>
    Math.min(finite.length - 1, Math.max(0, Math.ceil((percent / 100) * finite.length) - 1));
  const [low, high] = orderStatistics(finite, [rankOf(lowPercent), rankOf(highPercent)]) as [number, number];
  return { center: (low + high) / 2, width: high - low, function: 'LINEAR_EXACT' };
}

/**
 * Maps modality values to 8-bit grey by the functions of PS3.3 C.11.2.1.2 and C.11.2.1.3.
 *
 * @param options `invert` for MONOCHROME1, whose lowest value is white.
 * @returns as many bytes as values; a window of width 0 splits at its centre. What is no number, as pixel padding is, is
 * black either way.
 */
export function applyWindow(
  values: Float32Array,
  window: VoiWindow,
  options: { invert?: boolean } = {},
): Uint8Array {
  const out = new Uint8Array(values.length);
  if (window.function === 'LINEAR_EXACT' && window.width > 0) fillLinear(out, values, window);
  else {
    const fraction = fractionOf(window);
    for (let i = 0; i < out.length; i++)
      out[i] = Math.round(Math.min(1, Math.max(0, fraction(values[i]!))) * 255);
  }
  // Where nothing was measured stays background.
  if (options.invert)
    for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(values[i]!) ? 0 : 255 - out[i]!;
  return out;
}

/** The case of every prepared slice, without a call for each value. */
function fillLinear(out: Uint8Array, values: Float32Array, { center, width }: VoiWindow): void {
  const greyOf = (value: number) => {
    const fraction = (value - center) / width + 0.5;
    return fraction <= 0 ? 0 : fraction >= 1 ? 255 : Math.round(fraction * 255);
  };
  // Scanners give whole numbers of few bits: each is computed once.
  const known = new Int16Array(0x10000).fill(-1);
  for (let i = 0; i < out.length; i++) {
    const value = values[i]!;
    const index = value & 0xffff;
    if (index !== value) {
      out[i] = greyOf(value);
      continue;
    }
    let grey = known[index]!;
    if (grey < 0) {
      grey = greyOf(value);
      known[index] = grey;
    }
    out[i] = grey;
  }
}

/** The same array where all is finite, as it nearly always is. */
function finiteOf(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]!)) return values.filter(Number.isFinite);
  return values;
}

function fractionOf({ center, width, function: kind }: VoiWindow): (value: number) => number {
  if (width <= 0) return (value) => (value > center ? 1 : 0);
  if (kind === 'SIGMOID') return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (kind === 'LINEAR_EXACT') return (value) => (value - center) / width + 0.5;
  if (width === 1) return (value) => (value > center - 0.5 ? 1 : 0);
  return (value) => (value - (center - 0.5)) / (width - 1) + 0.5;
}
