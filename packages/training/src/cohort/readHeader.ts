import { readFileSync } from 'node:fs';
import { describeInstance, type InstanceDescription, readDataset } from '@eventeye/dicom';

/** What preparing needs of a DICOM header. */
export interface SliceHeader extends InstanceDescription {
  /** Manufacturer (0008,0070) and model name (0008,1090). */
  vendor: string | undefined;
  /** Row and column spacing, PixelSpacing (0028,0030), mm. */
  pixelSpacingMm: number | undefined;
}

/** Reads the header of a file; `undefined` where the file is no DICOM object, pixel data or not. */
export function readHeader(file: string): SliceHeader | undefined {
  let dataset: ReturnType<typeof readDataset>;
  try {
    dataset = readDataset(new Uint8Array(readFileSync(file)));
  } catch {
    return undefined;
  }
  const vendor = [dataset.string('x00080070'), dataset.string('x00081090')].filter(Boolean).join(' ');
  const spacing = Number(dataset.string('x00280030')?.split('\\')[0]);
  return {
    ...describeInstance(dataset),
    vendor: vendor || undefined,
    pixelSpacingMm: spacing > 0 ? spacing : undefined,
  };
}
