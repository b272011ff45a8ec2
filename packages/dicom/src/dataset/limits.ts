/** What is refused before memory is taken for it. */
export interface DicomLimits {
  /** Bytes of a deflated data set after inflating. */
  maxInflatedBytes: number;
  /** Elements in the whole data set, sequences included. */
  maxElements: number;
  /** Sequences within sequences. */
  maxSequenceDepth: number;
  /** rows * columns of one frame. */
  maxPixels: number;
  /** rows * columns * samples * frames. */
  maxTotalSamples: number;
}

/** Room for every clinical MR object, and for nothing that was made to fill memory. */
export const defaultDicomLimits: DicomLimits = {
  maxInflatedBytes: 256 * 1024 * 1024,
  maxElements: 200_000,
  maxSequenceDepth: 32,
  maxPixels: 64 * 1024 * 1024,
  maxTotalSamples: 512 * 1024 * 1024,
};
