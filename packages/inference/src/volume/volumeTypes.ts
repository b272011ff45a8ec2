/** One slice of a volume, as its file's bytes; with `base`, what is projected is the slice minus its base. */
export interface VolumeSlice {
  bytes: Uint8Array;
  /** The slice before contrast at the same place. */
  base?: Uint8Array;
}

/** The window of a drawing, in modality units; both or none. */
export interface VolumeWindow {
  windowCenter?: number;
  windowWidth?: number;
}

/** How to draw a slice minus its base. */
export interface SubtractionOptions extends VolumeWindow {
  signal?: AbortSignal;
}

/** Plane of the patient that a projection is shown in. */
export type ProjectionPlane = 'AXIAL' | 'SAGITTAL' | 'CORONAL';

/** How to draw a maximum intensity projection. */
export interface ProjectionOptions extends VolumeWindow {
  plane: ProjectionPlane;
  signal?: AbortSignal;
}

/** Slices beyond this are refused: no breast series has more. */
export const maxVolumeSlices = 2_000;
/** Bytes of one file of a volume: several times a slice of the largest matrix, uncompressed. */
export const maxVolumeSliceBytes = 32 * 1024 * 1024;
/** Pixels of one slice of a volume. */
export const maxVolumeSlicePixels = 2048 * 2048;
