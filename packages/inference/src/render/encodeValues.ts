import sharp from 'sharp';
import type { DisplayImage, GreyValues } from './displayImage.js';
import { bytesOf, pngSettings } from './encodePicture.js';
import { withPngText } from './pngText.js';
import { scaleKeywords } from './scaleKeywords.js';

/** How samples of a 16-bit PNG lead to modality values: `value = sample * slope + intercept`. */
export interface ValueScale {
  slope: number;
  intercept: number;
}

/**
 * The modality values of a grey image as a 16-bit PNG, with the scale that leads back to them in its text chunks.
 *
 * Stored samples of up to 16 bits come out exactly: unsigned as they are, signed raised by half of their range. So the scale
 * is the same for all images of one type and rescale, whatever they show. Others (32 bits, floating point) are spread over
 * 65,535 steps between their least and greatest value.
 *
 * @throws EventEyeError DICOM_PIXEL_FORMAT_UNSUPPORTED or IMAGE_UNSUPPORTED for colour, which has no modality values.
 */
export async function encodeValues(image: DisplayImage): Promise<Uint8Array> {
  const { width, height } = image;
  const { samples, slope, intercept } = toSamples(image.values());
  const png = await bytesOf(
    sharp(samples, { raw: { width, height, channels: 1 } })
      .toColourspace('grey16')
      .png(pngSettings),
  );
  return withPngText(png, {
    [scaleKeywords.slope]: String(slope),
    [scaleKeywords.intercept]: String(intercept),
  });
}

/** 16-bit samples with their scale. */
export function toSamples(values: GreyValues): ValueScale & { samples: Uint16Array } {
  const { levels } = values;
  if (!levels) return spread(values.grey);
  const { values: stored, slope, intercept } = levels;
  const raise = stored instanceof Int8Array ? 0x80 : stored instanceof Int16Array ? 0x8000 : 0;
  const samples = new Uint16Array(stored.length);
  for (let i = 0; i < samples.length; i++) samples[i] = stored[i]! + raise;
  return { samples, slope, intercept: intercept - raise * slope };
}

function spread(grey: Float32Array): ValueScale & { samples: Uint16Array } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (const value of grey) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    whole &&= Number.isInteger(value);
  }
  if (!(most >= least)) return { samples: new Uint16Array(grey.length), slope: 1, intercept: 0 };
  // Whole numbers that fit are not stretched, so that they stay whole.
  const slope = (whole && most - least <= 0xffff) || most === least ? 1 : (most - least) / 0xffff;
  const samples = new Uint16Array(grey.length);
  for (let i = 0; i < samples.length; i++) {
    const value = grey[i]!;
    samples[i] = Number.isFinite(value) ? Math.round((value - least) / slope) : 0;
  }
  return { samples, slope, intercept: least };
}
