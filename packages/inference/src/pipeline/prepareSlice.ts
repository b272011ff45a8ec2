import { applyWindow, percentileWindow } from '@eventeye/dicom';
import sharp from 'sharp';
import type { DecodedImage } from '../decode/decodedImage.js';
import { decodeImage } from '../decode/decodeImage.js';
import type { ModelInput } from '../manifest/schema.js';
import type { AttentionMap, ImageLimits } from '../types.js';

/** A slice as the model sees it, before normalisation. */
export interface PreparedSlice {
  /** `input.height * input.width` 8-bit grey values. */
  grey8: Uint8Array;
  /** Part of that square the image fills, as fractions. */
  content: AttentionMap['content'];
}

/**
 * Decodes, windows and resizes one frame. Training prepares its pictures with this very function, so that training
 * and serving can not differ.
 *
 * @throws EventEyeError the codes of `decodeImage`.
 */
export async function prepareSlice(
  bytes: Uint8Array,
  input: ModelInput,
  options: { frame?: number; limits?: Partial<ImageLimits> } = {},
): Promise<PreparedSlice> {
  return prepareDecoded(await decodeImage(bytes, options), input);
}

/** Windows by percentiles and fits the whole image into the model's input, its proportions kept. */
export async function prepareDecoded(image: DecodedImage, input: ModelInput): Promise<PreparedSlice> {
  const window = percentileWindow(image.grey, input.windowing.low, input.windowing.high);
  const grey = applyWindow(image.grey, window, { invert: image.invert });
  const scale = Math.min(input.width / image.width, input.height / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const left = Math.floor((input.width - width) / 2);
  const top = Math.floor((input.height - height) / 2);
  const resized =
    width === image.width && height === image.height
      ? grey
      : await sharp(grey, { raw: { width: image.width, height: image.height, channels: 1 } })
          .resize(width, height, { fit: 'fill', kernel: input.resize.kernel })
          .toColourspace('b-w')
          .raw()
          .toBuffer();
  const grey8 = new Uint8Array(input.width * input.height).fill(input.resize.background);
  for (let row = 0; row < height; row++) {
    grey8.set(resized.subarray(row * width, (row + 1) * width), (top + row) * input.width + left);
  }
  return {
    grey8,
    content: {
      left: left / input.width,
      top: top / input.height,
      width: width / input.width,
      height: height / input.height,
    },
  };
}
