import { type InstanceElements, writeInstance } from '@eventeye/dicom';

/** Samples of one or more frames with their type told by the array. */
export interface GreyFrames {
  width: number;
  height: number;
  frames?: number;
  samples: Uint8Array | Uint16Array | Int16Array;
}

/** A DICOM instance for tests: MONOCHROME2 unless `elements` say otherwise. */
export function greyDicom(
  { width, height, frames = 1, samples }: GreyFrames,
  elements: InstanceElements = {},
): Uint8Array {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  return writeInstance({
    elements: {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
      SOPInstanceUID: '2.25.1',
      Modality: 'MR',
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: height,
      Columns: width,
      ...(frames > 1 && { NumberOfFrames: frames }),
      BitsAllocated: bits,
      BitsStored: bits,
      HighBit: bits - 1,
      PixelRepresentation: samples instanceof Int16Array ? 1 : 0,
      ...elements,
    },
    pixelData: samples,
  });
}
