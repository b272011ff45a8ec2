/** How grey values become greys; all in modality units (after rescale). */
export interface WindowOptions {
  /** Goes with `windowWidth`. Without both: the file's own window, else percentiles. */
  windowCenter?: number;
  /** Above 0. */
  windowWidth?: number;
  /** 0-based; one of the windows the file carries, instead of centre and width. */
  windowIndex?: number;
  /** Black for white. */
  invert?: boolean;
}

/** The size of a picture. */
export interface SizeOptions {
  /** The longest side of the answer in pixels; never enlarges. */
  maxSize?: number;
  /** Resamples an image whose pixels are not square, so that a screen shows its true proportions. */
  squarePixels?: boolean;
}

/** How to draw an image as a PNG. */
export interface RenderOptions extends WindowOptions, SizeOptions {
  /** 0-based. */
  frame?: number;
  /** 8 for looking at, 16 for the modality values themselves. Default 8. */
  bits?: 8 | 16;
}

/** How to draw attention over an image. */
export interface OverlayOptions extends WindowOptions, SizeOptions {
  /** 0-based. */
  frame?: number;
  /** Of the strongest attention, from 0 to 1. Default 0.7, as in a heat map. */
  opacity?: number;
}
