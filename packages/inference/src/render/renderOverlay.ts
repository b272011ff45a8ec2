import type { AttentionMap, ImageLimits } from '../types.js';
import { attentionColours } from './attentionColours.js';
import { checkRenderOptions, defaultOpacity } from './checkRenderOptions.js';
import type { Picture } from './displayImage.js';
import { encodePicture } from './encodePicture.js';
import { enlargeAttention } from './enlargeAttention.js';
import { openForDisplay } from './openForDisplay.js';
import { withPngText } from './pngText.js';
import type { OverlayOptions } from './renderTypes.js';

/** Goes with the picture wherever it is copied to. */
const notice = 'Model attention over the image. Attention is no localisation and no diagnosis.';

/**
 * One frame with the model's attention over it, in the geometry of the image, as a colour PNG.
 *
 * @throws EventEyeError VALIDATION_FAILED, and the codes of `decodeImage`.
 */
export async function renderOverlay(
  bytes: Uint8Array,
  attention: AttentionMap,
  options: OverlayOptions = {},
  limits: Partial<ImageLimits> = {},
): Promise<Uint8Array> {
  checkRenderOptions(options);
  const display = await openForDisplay(bytes, options.frame, limits);
  const picture = display.draw(options);
  const values = enlargeAttention(attention, picture.width, picture.height);
  const drawn = blend(picture, values, options.opacity ?? defaultOpacity);
  return withPngText(await encodePicture(drawn, options, display.aspect), { Description: notice });
}

/**
 * Lays colours over a picture; where there is no attention it stays as it is.
 *
 * @param values `height * width` attention values from 0 to 255.
 * @param opacity of the strongest, from 0 to 1.
 */
export function blend(
  { width, height, channels, samples }: Picture,
  values: Uint8ClampedArray,
  opacity: number,
): Picture {
  const out = new Uint8Array(width * height * 3);
  const step = channels === 1 ? 0 : 1;
  for (let pixel = 0, to = 0; pixel < values.length; pixel++) {
    const value = values[pixel]!;
    const share = (value / 255) * opacity;
    for (let channel = 0, from = pixel * channels; channel < 3; channel++, from += step) {
      const below = samples[from]!;
      // Both are 0 or more, so this rounds.
      out[to++] = below * (1 - share) + attentionColours[3 * value + channel]! * share + 0.5;
    }
  }
  return { width, height, channels: 3, samples: out };
}
