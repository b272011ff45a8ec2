import type { Phantom } from './phantom.js';

/** Which slices of a stack; all of them by default. */
export interface SliceSelection {
  /** At most so many consecutive slices, centred on the lesion, or on the stack where there is none. */
  count?: number;
  /** Only slices in which the lesion is visible; none of a phantom without a lesion. */
  lesionOnly?: boolean;
  /** Beside them, so many slices that do not show the lesion, evenly over the rest of the stack. None by default. */
  context?: number;
}

/** Indexes of the selected slices, ascending. */
export function selectSlices(phantom: Phantom, selection: SliceSelection): number[] {
  const wanted = selectMain(phantom, selection);
  return [...wanted, ...selectContext(phantom, wanted, selection.context ?? 0)].sort((a, b) => a - b);
}

function selectContext(phantom: Phantom, taken: readonly number[], count: number): number[] {
  const { lesion, geometry } = phantom.truth;
  const visible = lesion?.slices;
  const rest = Array.from({ length: geometry.slices }, (_, i) => i).filter(
    (i) => !taken.includes(i) && !(visible && i >= visible.from && i <= visible.to),
  );
  const wanted = Math.min(count, rest.length);
  return Array.from({ length: wanted }, (_, i) => rest[Math.floor(((i + 0.5) * rest.length) / wanted)]!);
}

function selectMain(phantom: Phantom, { count, lesionOnly = false }: SliceSelection): number[] {
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
