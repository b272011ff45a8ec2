import { applyWindow, percentileWindow, windowLevels, writeInstance } from '@eventeye/dicom';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage.js';

/** Every fourth sample is what fills the rectangle, the others rise. */
const samples = Uint16Array.from({ length: 64 }, (_, i) => (i % 4 === 0 ? 65_535 : i));

const padded = (photometric: string, paddingValue: number | null = 65_535) =>
  writeInstance({
    elements: {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
      SOPInstanceUID: '2.25.1',
      SamplesPerPixel: 1,
      PhotometricInterpretation: photometric,
      Rows: 8,
      Columns: 8,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 0,
      PixelPaddingValue: paddingValue,
    },
    pixelData: samples,
  });

describe('pixel padding of a DICOM image', () => {
  it('is black by every way of windowing, and moves no percentile', async () => {
    for (const photometric of ['MONOCHROME1', 'MONOCHROME2']) {
      const image = await decodeImage(padded(photometric));
      const window = percentileWindow(image.grey, 1, 99.5);
      expect(window.center + window.width / 2).toBe(63);
      const greys = applyWindow(image.grey, window, { invert: image.invert });
      expect(greys.filter((_, i) => i % 4 === 0).every((grey) => grey === 0)).toBe(true);
      expect(windowLevels(image.levels!, 1, 99.5, { invert: image.invert })).toEqual(greys);
    }
  });

  it('counts like any other value where the header does not name it', async () => {
    const image = await decodeImage(padded('MONOCHROME2', null));
    expect(image.grey[0]).toBe(65_535);
    const window = percentileWindow(image.grey, 1, 99.5);
    expect(windowLevels(image.levels!, 1, 99.5)).toEqual(applyWindow(image.grey, window));
  });
});
