import type { StoredLevels } from '@eventeye/dicom';
import type { WindowOptions } from './renderTypes.js';

/** Samples as they are shown. */
export interface Picture {
  width: number;
  height: number;
  /** 1: grey, 3: RGB. */
  channels: 1 | 3;
  /** `height * width * channels` 8-bit samples, those of a pixel together. */
  samples: Uint8Array;
}

/** The values of a grey image before any window. */
export interface GreyValues {
  /** Where there are at most 65,536, with a line to modality units. */
  readonly levels: StoredLevels | undefined;
  /** `height * width` modality values; what is no number was not measured. */
  readonly grey: Float32Array;
}

/** One decoded frame that can be shown. */
export interface DisplayImage {
  width: number;
  height: number;
  /** Height of a pixel over its width; 1 where the file says nothing. */
  aspect: number;
  /** Throws VALIDATION_FAILED for a `windowIndex` that the file does not have. */
  draw(options?: WindowOptions): Picture;
  /** Throws DICOM_PIXEL_FORMAT_UNSUPPORTED or IMAGE_UNSUPPORTED for colour, which has no modality values. */
  values(): GreyValues;
}
