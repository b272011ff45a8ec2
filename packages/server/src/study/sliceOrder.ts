/** Slices in the order of their place along the normal, then of their Instance Number. */
export const sliceOrder = [
  { slicePositionMm: { sort: 'asc', nulls: 'last' } },
  { instanceNumber: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
] as const;
