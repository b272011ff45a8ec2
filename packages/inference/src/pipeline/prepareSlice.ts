import { applyWindow, percentileWindow, windowLevels } from '@eventeye/dicom';
import type { DecodedImage } from '../decode/decodedImage.js';
import { decodeImage } from '../decode/decodeImage.js';
import type { ModelInput } from '../manifest/schema.js';
import type { ImageLimits } from '../types.js';
import { type FittedContent, fitInto } from './fitInto.js';
import { prepareTriplet } from './prepareTriplet.js';

/** A slice as the model sees it, before normalisation. */
export interface PreparedSlice {
  /** `input.height * input.width` 8-bit grey values, or three times as many, interleaved, of a triplet. */
  samples: Uint8Array;
  /** Part of that square the image fills, as fractions. */
  content: FittedContent;
  /** Size of the image in its own pixels. */
  width: number;
  height: number;
}

/** Which frame, and the slice before contrast for a model that takes the DCE triplet. */
export interface PrepareSliceOptions {
  frame?: number;
  limits?: Partial<ImageLimits>;
  /** The matching pre-contrast slice. */
  preContrast?: Uint8Array;
}

/**
 * Decodes, windows and resizes one frame. Training prepares its pictures with this very function, so that training
 * and serving can not differ.
 *
 * @throws EventEyeError the codes of `decodeImage`, COMPANION_IMAGE_MISSING, COMPANION_IMAGE_MISMATCH.
 */
export async function prepareSlice(
  bytes: Uint8Array,
  input: ModelInput,
  options: PrepareSliceOptions = {},
): Promise<PreparedSlice> {
  const { preContrast, ...rest } = options;
  const image = await decodeImage(bytes, rest);
  const wanted = preContrast && input.channels === 'dce-triplet';
  return prepareDecoded(image, input, wanted ? await decodeImage(preContrast, rest) : undefined);
}

/** Windows by percentiles and fits the whole image into the model's input, its proportions kept. */
export async function prepareDecoded(
  image: DecodedImage,
  input: ModelInput,
  preContrast?: DecodedImage,
): Promise<PreparedSlice> {
  const { width, height } = image;
  if (input.channels === 'dce-triplet')
    return { ...(await prepareTriplet(image, preContrast, input)), width, height };
  return { ...(await fitInto(windowed(image, input.windowing), width, height, 1, input)), width, height };
}

/** Both ways lead to the same bytes. */
function windowed(image: DecodedImage, { low, high }: ModelInput['windowing']): Uint8Array {
  const { levels, invert } = image;
  if (levels) return windowLevels(levels, low, high, { invert });
  return applyWindow(image.grey, percentileWindow(image.grey, low, high), { invert });
}
