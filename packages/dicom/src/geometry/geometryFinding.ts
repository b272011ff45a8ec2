import type { GeometryFindingCode } from '@eventeye/core';

/** Something about a series' slices that a reader of its volume must know. Holds no patient data. */
export interface GeometryFinding {
  code: GeometryFindingCode;
  /** The slices concerned, as indices of the slices as given, in order along the normal. */
  sliceIndices: number[];
  /** Along the normal in mm: of the missing slices, where some are missing, else of those concerned. */
  positionsMm: number[];
}
