import type { InstanceElements } from '../../write/encodeDataset.js';
import type { ReportedAnalysis } from '../reportedAnalysis.js';

/** Elements of a breast MR slice of 6 x 4 pixels, transverse, patient's left at the end of the rows. */
export const sliceElements: InstanceElements = {
  SpecificCharacterSet: 'ISO_IR 192',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  SOPInstanceUID: '2.25.1001',
  StudyInstanceUID: '2.25.1002',
  SeriesInstanceUID: '2.25.1003',
  FrameOfReferenceUID: '2.25.1004',
  Modality: 'MR',
  PatientName: 'Hong^Gildong=洪^吉洞=홍^길동',
  PatientID: 'PHANTOM-1',
  PatientBirthDate: '19700131',
  PatientSex: 'F',
  StudyDate: '20260102',
  StudyTime: '101112',
  StudyID: 'S1',
  AccessionNumber: 'ACC-7',
  ReferringPhysicianName: '김^의사',
  StudyDescription: '유방 MRI',
  ImagePositionPatient: [-60, -50, 12.5],
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  PixelSpacing: [30, 20],
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: 4,
  Columns: 6,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
};

/** A finished analysis of it, with attention in the right and in the left breast. */
export const analysisExample: ReportedAnalysis = {
  id: '0190b5c0-0000-7000-8000-000000000001',
  finishedAt: new Date('2026-01-02T03:04:05Z'),
  outcome: 'MALIGNANT',
  malignancyProbability: 0.87654321,
  frame: 0,
  regions: [
    { x: 4, y: 1, width: 2, height: 2.5, score: 0.81239, frame: 0 },
    { x: 0, y: 0, width: 1, height: 1, score: 0.6, frame: 0 },
  ],
  biRads: { categories: ['4B', '4C'], rationale: 'The score is above the upper threshold but below 95 %.' },
  findings: ['The model gives a malignancy probability of 88 %, above its upper threshold.'],
  model: {
    name: 'eventeye-breast-resnet50',
    version: '0.2.1',
    sha256: 'ab'.repeat(32),
    manifestSha256: 'cd'.repeat(32),
    precision: 'int8',
    isDemonstration: true,
  },
  receipt: {
    inputTensorSha256: 'ef'.repeat(32),
    preprocessing: 'eventeye-preprocess/1',
    runtime: 'onnxruntime-node/1.30.0 cpu',
  },
};

/** Key of an imagined installation. */
export const uidKey = new TextEncoder().encode('a key of sixteen bytes or more');
