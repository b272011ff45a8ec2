import type { Dataset } from '../dataset/dataset.js';

/**
 * The index of a frame in the first dimension that one of the given attributes runs in (Dimension Index Sequence, PS3.3
 * C.7.6.17).
 *
 * @param values Dimension Index Values of the frame.
 * @param pointers tags as `0xGGGGEEEE`, in order of preference.
 */
export function dimensionIndex(
  dataset: Dataset,
  values: readonly number[],
  pointers: readonly number[],
): number | undefined {
  if (values.length === 0) return undefined;
  const dimensions = values.map((_, i) => pointerOf(dataset.item('x00209222', i)));
  for (const pointer of pointers) {
    const at = dimensions.indexOf(pointer);
    if (at >= 0) return values[at];
  }
  return undefined;
}

/** Dimension Index Pointer (0020,9165): a tag, its group first. */
function pointerOf(dimension: Dataset | undefined): number | undefined {
  const bytes = dimension?.bytes('x00209165');
  if (!bytes || bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4);
  const little = !dimension?.coding.bigEndian;
  return view.getUint16(0, little) * 0x10000 + view.getUint16(2, little);
}
