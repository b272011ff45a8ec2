import type { InstanceElements } from '../../write/encodeDataset.js';

/** The header of a picture of one sample a pixel; anything of it can be said otherwise. */
export function greyElements(
  width: number,
  height: number,
  bits: number,
  otherwise: InstanceElements = {},
): InstanceElements {
  return {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: '2.25.1',
    StudyInstanceUID: '2.25.2',
    SeriesInstanceUID: '2.25.3',
    PatientID: 'TEST',
    Modality: 'MR',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: height,
    Columns: width,
    BitsAllocated: bits > 8 ? 16 : 8,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    ...otherwise,
  };
}
