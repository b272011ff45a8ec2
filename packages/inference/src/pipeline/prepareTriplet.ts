import { EventEyeError } from '@eventeye/core';
import { applyWindow, percentileWindow } from '@eventeye/dicom';
import type { DecodedImage } from '../decode/decodedImage.js';
import type { ModelInput } from '../manifest/schema.js';
import { type FittedContent, fitInto } from './fitInto.js';

/**
 * The DCE triplet of one slice position: before contrast, first pass after it, and what was gained. Before and after share
 * the window of the slice after contrast, so that enhancement stays visible; the gain has a window of its own from zero.
 *
 * @param post the slice after contrast.
 * @param pre the slice at the same position before contrast.
 * @throws EventEyeError COMPANION_IMAGE_MISSING without `pre`, COMPANION_IMAGE_MISMATCH when its size differs.
 */
export async function prepareTriplet(
  post: DecodedImage,
  pre: DecodedImage | undefined,
  input: ModelInput,
): Promise<{ samples: Uint8Array; content: FittedContent }> {
  const { width, height } = post;
  if (!pre) {
    throw new EventEyeError(
      'COMPANION_IMAGE_MISSING',
      'This model compares a slice with the one before contrast. Upload the pre-contrast series of the same study.',
    );
  }
  if (pre.width !== width || pre.height !== height) {
    throw new EventEyeError(
      'COMPANION_IMAGE_MISMATCH',
      'The slices before and after contrast differ in size. Upload both series as the scanner made them.',
    );
  }
  const gain = post.grey.map((value, i) => Math.max(0, (value - pre.grey[i]!) * (post.invert ? -1 : 1)));
  const shared = percentileWindow(post.grey, input.windowing.low, input.windowing.high);
  const top = percentileWindow(gain, 0, input.windowing.high);
  const channels = [
    applyWindow(pre.grey, shared, { invert: pre.invert }),
    applyWindow(post.grey, shared, { invert: post.invert }),
    applyWindow(gain, top, { invert: false }),
  ];
  const samples = new Uint8Array(width * height * 3);
  for (const [channel, values] of channels.entries())
    for (let i = 0; i < values.length; i++) samples[i * 3 + channel] = values[i]!;
  return fitInto(samples, width, height, 3, input);
}
