import type { Phantom } from './phantom.js';

/** Which slices of a stack; all of them by default. */
export interface SliceSelection {
  /** At most so many consecutive slices, centred on the lesion, or on the stack where there is none. */
  count?: number;
  /** Only slices in which the lesion is visible; none of a phantom without a lesion. */
  lesionOnly?: boolean;
}

/** Indexes of the selected slices, ascending. */
export function selectSlices(phantom: Phantom, { count, lesionOnly = false }: SliceSelection): number[] {
  const { lesion, geometry } = phantom.truth;
  const visible = lesion?.slices ?? null;
  if (lesionOnly && !visible) return [];
  const from = lesionOnly && visible ? visible.from : 0;
  const to = lesionOnly && visible ? visible.to : geometry.slices - 1;
  const wanted = Math.min(count ?? geometry.slices, to - from + 1);
  const middle = visible ? (visible.from + visible.to) / 2 : (geometry.slices - 1) / 2;
  const start = Math.min(to - wanted + 1, Math.max(from, Math.round(middle - (wanted - 1) / 2)));
  return Array.from({ length: wanted }, (_, i) => start + i);
}
