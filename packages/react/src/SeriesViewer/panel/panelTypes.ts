import type { EventEyeError } from '@eventeye/core';
import type { EdgeLetters } from '../geometry/orientationLetters.js';
import type { SlicePicture } from '../pixels/paintSlice.js';
import type { PanelSource } from '../state/layouts.js';
import type { ViewerStack } from '../viewerTypes.js';

/** A rectangle of attention on the slice shown. */
export interface PanelBox {
  key: string;
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What one panel shows now. */
export interface PanelContent {
  source: PanelSource;
  title: string;
  picture: SlicePicture | undefined;
  /** Why there is no picture. */
  error: EventEyeError | undefined;
  /** A sentence in place of a picture that can not exist. */
  absent: string | undefined;
  /** Row spacing over column spacing. */
  pixelAspect: number;
  /** Of the slice's own pixels; null for projections, in which lengths are foreshortened. */
  spacing: ViewerStack['pixelSpacingMm'];
  /** Its pixels are those of the slice that is read: marks and attention fit. */
  sharesGrid: boolean;
  letters: EdgeLetters | undefined;
  attention: ImageBitmap | undefined;
  boxes: readonly PanelBox[];
  /** Where the slice shown cuts a projection: a share of its width or height. */
  cut: { along: 'x' | 'y'; share: number } | undefined;
}
