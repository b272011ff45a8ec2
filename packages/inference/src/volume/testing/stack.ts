import { type InstanceElements, writeInstance } from '@eventeye/dicom';
import type { VolumeSlice } from '../volumeTypes.js';

/** A box of tissue with known lesions: 48 x 40 pixels of 1 x 1 mm, 12 slices 3 mm apart. */
export const stack = { width: 48, height: 40, slices: 12, stepMm: 3, origin: [-24, -20, -18] as const };

/** Two lesions, in pixels and slices. */
export const lesions = [
  { column: 12, row: 10, slice: 3, radiusMm: 4 },
  { column: 36, row: 28, slice: 8, radiusMm: 4 },
] as const;

/** How the slices of a test lie in the patient. */
export interface StackOptions {
  rowDirection?: readonly number[];
  columnDirection?: readonly number[];
  normal?: readonly number[];
  /** Overwrites elements of one slice. */
  change?: (slice: number) => InstanceElements;
}

/**
 * One slice as a DICOM file. Tissue is 100 to 115 in a pattern; after contrast the lesions take up 200, and one corner
 * loses 50.
 */
export function sliceFile(phase: 'pre' | 'post', slice: number, options: StackOptions = {}): Uint8Array {
  const { rowDirection = [1, 0, 0], columnDirection = [0, 1, 0], normal = [0, 0, 1] } = options;
  const { width, height, stepMm, origin } = stack;
  const pixelData = new Uint16Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      pixelData[i] = 100 + ((row * 7 + column * 3 + slice * 5) % 16);
      if (phase === 'pre') continue;
      if (row < 4 && column < 4) pixelData[i]! -= 50;
      if (lesions.some((lesion) => distance(lesion, column, row, slice) <= lesion.radiusMm))
        pixelData[i]! += 200;
    }
  }
  return writeInstance({
    elements: {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
      SOPInstanceUID: `2.25.${phase === 'pre' ? 1 : 2}.${slice + 1}`,
      Modality: 'MR',
      FrameOfReferenceUID: '2.25.3',
      ImagePositionPatient: origin.map((start, axis) => start + slice * stepMm * normal[axis]!),
      ImageOrientationPatient: [...rowDirection, ...columnDirection],
      PixelSpacing: [1, 1],
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: height,
      Columns: width,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 0,
      ...options.change?.(slice),
    },
    pixelData,
  });
}

/** The whole stack after contrast, with its bases. */
export async function* subtractionStack(options: StackOptions = {}): AsyncGenerator<VolumeSlice> {
  for (let slice = 0; slice < stack.slices; slice++)
    yield { bytes: sliceFile('post', slice, options), base: sliceFile('pre', slice, options) };
}

function distance(lesion: (typeof lesions)[number], column: number, row: number, slice: number): number {
  return Math.hypot(column - lesion.column, row - lesion.row, (slice - lesion.slice) * stack.stepMm);
}
