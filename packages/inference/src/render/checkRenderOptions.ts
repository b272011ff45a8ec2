import { EventEyeError } from '@eventeye/core';
import type { OverlayOptions, RenderOptions } from './renderTypes.js';

/** Changes with every change of a pixel that the same parameters give; part of the key of stored pictures. */
export const rendererVersion = 'eventeye-render/1';

/** The longest side that can be asked for. */
export const maxPictureSize = 8192;
/** Opacity of the strongest attention. */
export const defaultOpacity = 0.7;

/**
 * Refuses what can not be drawn, before any image is read. Whether a frame or a window is there, only the image can tell.
 *
 * @throws EventEyeError VALIDATION_FAILED with the option's name as `path`.
 */
export function checkRenderOptions(options: RenderOptions & OverlayOptions): void {
  const { windowCenter, windowWidth, windowIndex, frame, maxSize, bits = 8, opacity } = options;
  if (windowCenter !== undefined && !Number.isFinite(windowCenter))
    throw refusal('windowCenter', 'windowCenter is a number in modality units.');
  if (windowWidth !== undefined && !(windowWidth > 0 && Number.isFinite(windowWidth)))
    throw refusal('windowWidth', 'windowWidth is a number above 0, in modality units.');
  if ((windowCenter === undefined) !== (windowWidth === undefined)) {
    const missing = windowCenter === undefined ? 'windowCenter' : 'windowWidth';
    throw refusal(missing, 'Give windowCenter and windowWidth together, or neither.');
  }
  if (windowIndex !== undefined && !isCount(windowIndex))
    throw refusal('windowIndex', 'windowIndex is a whole number, counted from 0.');
  if (windowIndex !== undefined && windowCenter !== undefined)
    throw refusal('windowIndex', 'Give windowIndex, or windowCenter and windowWidth, not both.');
  if (frame !== undefined && !isCount(frame))
    throw refusal('frame', 'frame is a whole number, counted from 0.');
  if (maxSize !== undefined && !(isCount(maxSize) && maxSize >= 1 && maxSize <= maxPictureSize))
    throw refusal('maxSize', `maxSize is a whole number of pixels from 1 to ${maxPictureSize}.`);
  if (opacity !== undefined && !(opacity >= 0 && opacity <= 1))
    throw refusal('opacity', 'opacity is a number from 0 to 1.');
  if (bits !== 8 && bits !== 16) throw refusal('bits', 'bits is 8 or 16.');
  if (bits === 16) checkValuesAlone(options);
}

/** A window, an inversion or another size would make other values of them. */
function checkValuesAlone(options: RenderOptions): void {
  const drawing = ['windowCenter', 'windowIndex', 'invert', 'maxSize', 'squarePixels'] as const;
  const asked = drawing.find((name) => options[name] !== undefined && options[name] !== false);
  if (asked) throw refusal(asked, `With bits: 16 the values themselves are sent. Leave out ${asked}.`);
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

function refusal(name: string, message: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path: [name] });
}
