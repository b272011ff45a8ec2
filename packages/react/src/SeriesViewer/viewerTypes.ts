import type { SeriesAnalysis } from '@eventeye/client';

/** A direction or point in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head. */
export type PatientVector = readonly [x: number, y: number, z: number];

/** Where a slice lies in the patient: the Image Plane module (PS3.3 C.7.6.2). */
export interface SlicePlane {
  /** Centre of the first pixel, mm. */
  position: PatientVector;
  /** Direction in which the columns are counted, a unit vector. */
  rowDirection: PatientVector;
  /** Direction in which the rows are counted, a unit vector. */
  columnDirection: PatientVector;
}

/** One slice to look at. */
export interface ViewerSlice {
  /** Of the image; the same when its addresses are renewed. */
  id: string;
  /** Address of a 16-bit PNG of its values: `MedicalImage.pngUrl(bits: 16)`. */
  valuesUrl: string;
  /** Null where the header does not say; then no letters are shown. */
  plane?: SlicePlane | null | undefined;
  /** Address of the attention map as a PNG with transparency. */
  heatmapUrl?: string | null | undefined;
}

/** Slices of one phase, in slice order. */
export interface ViewerStack {
  /** Of the series. */
  id: string;
  /** Shown in the panel: the series description. */
  label: string;
  slices: readonly ViewerSlice[];
  /** Distances of the centres of neighbouring pixels; null where the headers do not say: nothing is measured then. */
  pixelSpacingMm: { rowMm: number; columnMm: number } | null;
  /** How the slices lie; null where the headers do not say. */
  orientation: 'AXIAL' | 'CORONAL' | 'SAGITTAL' | 'OBLIQUE' | null;
}

/** A plane of the patient onto which a projection is made. */
export type ViewerPlane = 'AXIAL' | 'CORONAL' | 'SAGITTAL';

/** What a run over the series says, as the client's `SeriesAnalysisFields` carries it. */
export type ViewerAnalysis = Pick<
  SeriesAnalysis,
  'status' | 'profile' | 'lesionCandidates' | 'sliceCount' | 'completedSlices'
>;

/** What identifies the pictures to their reader. */
export interface ViewerCaption {
  /** Name or record number. */
  patient?: string | undefined;
  /** Study description and date. */
  study?: string | undefined;
}
