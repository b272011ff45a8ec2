import { applyWindow, percentileWindow } from '@eventeye/dicom';
import type { VolumeWindow } from './volumeTypes.js';

/**
 * Modality units to 8-bit grey: through the asked window; else a subtraction from 0 to its 99.5th percentile, so that black
 * is no uptake, and anything else from its 1st to its 99.5th.
 */
export function toGrey(values: Float32Array, asked: VolumeWindow, isSubtraction: boolean): Uint8Array {
  const { windowCenter: center, windowWidth: width } = asked;
  if (center !== undefined && width !== undefined)
    return applyWindow(values, { center, width, function: 'LINEAR_EXACT' });
  const window = percentileWindow(values, 1, 99.5);
  if (!isSubtraction) return applyWindow(values, window);
  const high = window.center + window.width / 2;
  // A slice without any uptake stays black.
  return applyWindow(values, { center: high / 2, width: high, function: 'LINEAR_EXACT' });
}
