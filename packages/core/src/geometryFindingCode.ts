/** What can be wrong with the slices of a series. */
export const geometryFindingCodes = [
  /** One or more slices are missing between two neighbours. */
  'SLICE_MISSING',
  /** Several slices of one phase lie at the same place. */
  'SLICE_DUPLICATE',
  /** A distance that is no multiple of the spacing. */
  'SPACING_IRREGULAR',
  /** Slices that lie in another direction than most. */
  'ORIENTATION_MIXED',
  /** Slices with other numbers of rows or columns than most. */
  'SIZE_MIXED',
  /** Slices with another pixel spacing than most. */
  'PIXEL_SPACING_MIXED',
  /** Slices whose header names no place. */
  'POSITION_ABSENT',
] as const;

/** One of {@link geometryFindingCodes}. */
export type GeometryFindingCode = (typeof geometryFindingCodes)[number];
