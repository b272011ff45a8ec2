import type { InstanceElements } from '@eventeye/dicom';
import type { Phantom } from './phantom.js';
import { type Phase, phaseSeconds, phases } from './phase.js';
import { uidOf } from './uid.js';

/** The identifiers of a phantom's study. */
export interface StudyIdentity {
  patientId: string;
  patientName: string;
  studyInstanceUid: string;
  frameOfReferenceUid: string;
  /** YYYYMMDD, invented. */
  studyDate: string;
  patientBirthDate: string;
}

/** Identifiers drawn from the seed: `PHANTOM-000123`, `Phantom^000123`, UIDs that change with anything drawn. */
export function identifyStudy(phantom: Phantom): StudyIdentity {
  const number = String(phantom.seed).padStart(6, '0');
  const day = 1 + (phantom.seed % 28);
  const month = 1 + (phantom.seed % 12);
  const year = 2020 + (phantom.seed % 5);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    patientId: `PHANTOM-${number}`,
    patientName: `Phantom^${number}`,
    studyInstanceUid: uidOf('study', phantom.identity),
    frameOfReferenceUid: uidOf('frame', phantom.identity),
    studyDate: `${year}${two(month)}${two(day)}`,
    patientBirthDate: `${year - phantom.anatomy.ageYears}0101`,
  };
}

/**
 * The header of one slice as an MR Image (PS3.3 A.4), in keywords of PS3.6 and without pixel data. It says in many
 * places that nobody was scanned: patient, study and series description, image comments, quality control flag.
 */
export function describeSlice(phantom: Phantom, phase: Phase, sliceIndex: number): InstanceElements {
  const { anatomy, geometry, scanner } = phantom;
  const study = identifyStudy(phantom);
  const { originMm, pixelSpacingMm, sliceThicknessMm } = geometry;
  const z = originMm.z + sliceIndex * sliceThicknessMm;
  const seriesNumber = phases.indexOf(phase) + 1;
  const time = clock(9 * 3600 + 15 * 60 + phaseSeconds[phase]);
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    // Value 1 has no word for "computed from nothing"; DERIVED\SECONDARY claims the least (PS3.3 C.7.6.1.1.2).
    ImageType: ['DERIVED', 'SECONDARY', 'OTHER'],
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: uidOf('instance', phantom.identity, phase, sliceIndex),
    StudyDate: study.studyDate,
    SeriesDate: study.studyDate,
    AcquisitionDate: study.studyDate,
    ContentDate: study.studyDate,
    StudyTime: '091000',
    SeriesTime: time,
    AcquisitionTime: time,
    ContentTime: time,
    AccessionNumber: '',
    Modality: 'MR',
    Manufacturer: 'EventEye',
    ReferringPhysicianName: '',
    StudyDescription: 'PHANTOM breast MRI, synthetic, not a patient',
    SeriesDescription: `PHANTOM ax T1 ${scanner.fatSuppressed ? 'fs ' : ''}dyn ${phase}`,
    ManufacturerModelName: scanner.modelName,
    DerivationDescription:
      'Computed by the EventEye phantom generator; no patient and no scanner were involved',
    PatientName: study.patientName,
    PatientID: study.patientId,
    PatientBirthDate: study.patientBirthDate,
    PatientSex: 'F',
    PatientAge: `${String(anatomy.ageYears).padStart(3, '0')}Y`,
    ...(phase === 'pre' ? {} : { ContrastBolusAgent: 'Simulated gadolinium' }),
    BodyPartExamined: 'BREAST',
    ScanningSequence: 'GR',
    SequenceVariant: 'SP',
    ScanOptions: scanner.fatSuppressed ? 'FS' : '',
    MRAcquisitionType: '3D',
    SliceThickness: sliceThicknessMm,
    RepetitionTime: scanner.repetitionTimeMs,
    EchoTime: scanner.echoTimeMs,
    MagneticFieldStrength: scanner.fieldStrengthTesla,
    SpacingBetweenSlices: sliceThicknessMm,
    EchoTrainLength: 1,
    SoftwareVersions: phantom.generatorVersion,
    FlipAngle: scanner.flipAngleDegrees,
    PatientPosition: 'HFP',
    StudyInstanceUID: study.studyInstanceUid,
    SeriesInstanceUID: uidOf('series', phantom.identity, phase),
    StudyID: '1',
    SeriesNumber: seriesNumber,
    AcquisitionNumber: seriesNumber,
    InstanceNumber: sliceIndex + 1,
    ImagePositionPatient: [decimal(originMm.x), decimal(originMm.y), decimal(z)],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    FrameOfReferenceUID: study.frameOfReferenceUid,
    // Both breasts in one image: Laterality of the series is required unless this says B (PS3.3 C.7.3.1).
    ImageLaterality: 'B',
    PositionReferenceIndicator: '',
    SliceLocation: decimal(z),
    ImageComments: 'Synthetic phantom image for demonstration and tests. Not for diagnosis.',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: geometry.rows,
    Columns: geometry.columns,
    PixelSpacing: [decimal(pixelSpacingMm), decimal(pixelSpacingMm)],
    BitsAllocated: 16,
    BitsStored: scanner.bitsStored,
    HighBit: scanner.bitsStored - 1,
    PixelRepresentation: 0,
    QualityControlImage: 'YES',
    BurnedInAnnotation: 'NO',
    WindowCenter: Math.round(0.5 * scanner.gain),
    WindowWidth: Math.round(scanner.gain),
    LossyImageCompression: '00',
  };
}

/** A decimal string holds 16 characters (PS3.5 6.2); a nanometre leaves room for a metre. */
function decimal(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return two(seconds / 3600) + two((seconds / 60) % 60) + two(seconds % 60);
}
