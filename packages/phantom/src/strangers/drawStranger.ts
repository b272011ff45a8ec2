import { createRandom, type Random } from '../random.js';
import { drawBrain } from './brain.js';
import { drawCt } from './ct.js';
import { drawMammogram } from './mammogram.js';
import { drawPhotograph } from './photograph.js';
import type { Picture } from './picture.js';
import { drawText } from './text.js';
import { drawThermogram } from './thermogram.js';
import { drawUltrasound } from './ultrasound.js';

const drawers = {
  PHOTOGRAPH: drawPhotograph,
  CT: drawCt,
  ULTRASOUND: drawUltrasound,
  THERMOGRAM: drawThermogram,
  MAMMOGRAM: drawMammogram,
  BRAIN_MR: drawBrain,
  TEXT_PAGE: drawText,
  NOISE: (random: Random): Picture => ({ width: 256, height: 256, value: () => random.next() }),
  BLANK: (random: Random): Picture => {
    const grey = random.next();
    return { width: 256, height: 256, value: () => grey };
  },
} as const;

/** What breast MR applications are sent by mistake. */
export type StrangerKind = keyof typeof drawers;

/** Every kind. */
export const strangerKinds = Object.keys(drawers) as StrangerKind[];

/** A drawn picture: `height * width` 8-bit grey values. */
export interface Stranger {
  width: number;
  height: number;
  grey: Uint8Array;
}

/**
 * Draws a picture that is no breast MR slice, without a header and in grey, so that neither modality nor colour gives it
 * away: the hard case for an in-scope test.
 */
export function drawStranger(kind: StrangerKind, seed: number): Stranger {
  const { width, height, value } = drawers[kind](createRandom('stranger', kind, seed));
  const grey = new Uint8ClampedArray(width * height);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) grey[i] = 255 * value(x, y);
  return { width, height, grey: new Uint8Array(grey.buffer) };
}
