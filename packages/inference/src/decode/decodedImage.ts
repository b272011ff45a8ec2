import type { ImageKind } from '@eventeye/core';
import type { StoredLevels, VoiWindow } from '@eventeye/dicom';

/** One decoded frame, whatever it came from. */
export interface DecodedImage {
  kind: ImageKind;
  width: number;
  height: number;
  frameCount: number;
  /** 0-based. */
  frame: number;
  /** `height * width` values: modality units of a grey DICOM image, else luma of the stored samples. */
  readonly grey: Float32Array;
  /** The same before any computing, where the samples are whole numbers of at most 16 bits. */
  levels: StoredLevels | undefined;
  /** The lowest value is white (MONOCHROME1). */
  invert: boolean;
  /** The window the file carries. */
  window: VoiWindow | undefined;
  /** `height * width * 3` 8-bit samples of a colour image. */
  rgb: Uint8Array | undefined;
  /** Modality (0008,0060); `undefined` for pictures without a header. */
  modality: string | undefined;
  /** BodyPartExamined (0018,0015). */
  bodyPart: string | undefined;
}
