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

/** Something about a series' slices that a reader of its volume must know. Holds no patient data. */
export interface GeometryFinding {
  code: GeometryFindingCode;
  /** The slices concerned, as indices of the slices as given, in order along the normal. */
  sliceIndices: number[];
  /** Along the normal in mm: of the missing slices, where some are missing, else of those concerned. */
  positionsMm: number[];
}
