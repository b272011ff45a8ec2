import { type LookupTable, lookUp } from './lookupTable.js';

/**
 * Maps modality values to 8-bit grey by a table of the VOI LUT Sequence (PS3.3 C.11.2.1.1): its entries run from 0 to
 * `2 ** bits - 1`. What is no number, as pixel padding is, is black either way.
 *
 * @param options `invert` where the lowest value is white.
 */
export function applyVoiTable(
  values: Float32Array,
  table: LookupTable,
  options: { invert?: boolean } = {},
): Uint8Array {
  const out = new Uint8Array(values.length);
  const scale = 255 / (2 ** table.bits - 1);
  for (let i = 0; i < out.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    // Entries beyond the stated bits are taken for the greatest.
    const grey = Math.min(255, Math.round(lookUp(table, value) * scale));
    out[i] = options.invert ? 255 - grey : grey;
  }
  return out;
}
