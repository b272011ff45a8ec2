import type { InstanceElements } from '../write/encodeDataset.js';

/** A coded concept (PS3.3 8): value, scheme and meaning. */
export type Concept = readonly [value: string, scheme: string, meaning: string];

/** Our own scheme, for what no standard scheme has a code for; docs/dicom-reports.md lists it. */
export const privateScheme = '99EVENTEYE';

/** A Code Sequence Macro (PS3.3 8.8) as the only item of a sequence. */
export function code([CodeValue, CodingSchemeDesignator, CodeMeaning]: Concept): InstanceElements[] {
  return [{ CodeValue, CodingSchemeDesignator, CodeMeaning }];
}

/** Concepts of PS3.16, SNOMED CT and UCUM that the report is made of. */
export const concepts = {
  imagingMeasurementReport: ['126000', 'DCM', 'Imaging Measurement Report'],
  language: ['121049', 'DCM', 'Language of Content Item and Descendants'],
  english: ['en', 'RFC5646', 'English'],
  observerType: ['121005', 'DCM', 'Observer Type'],
  device: ['121007', 'DCM', 'Device'],
  deviceObserverUid: ['121012', 'DCM', 'Device Observer UID'],
  deviceObserverName: ['121013', 'DCM', 'Device Observer Name'],
  deviceObserverManufacturer: ['121014', 'DCM', 'Device Observer Manufacturer'],
  deviceObserverModelName: ['121015', 'DCM', 'Device Observer Model Name'],
  deviceObserverSerialNumber: ['121016', 'DCM', 'Device Observer Serial Number'],
  subjectClass: ['121024', 'DCM', 'Subject Class'],
  patient: ['121025', 'DCM', 'Patient'],
  subjectName: ['121029', 'DCM', 'Subject Name'],
  subjectId: ['121030', 'DCM', 'Subject ID'],
  subjectBirthDate: ['121031', 'DCM', 'Subject Birth Date'],
  subjectSex: ['121032', 'DCM', 'Subject Sex'],
  male: ['M', 'DCM', 'Male'],
  female: ['F', 'DCM', 'Female'],
  procedureReported: ['121058', 'DCM', 'Procedure reported'],
  breastMr: ['241615005', 'SCT', 'Magnetic resonance imaging of breast'],
  imaging: ['363679005', 'SCT', 'Imaging procedure'],
  imageLibrary: ['111028', 'DCM', 'Image Library'],
  imageLibraryGroup: ['126200', 'DCM', 'Image Library Group'],
  modality: ['121139', 'DCM', 'Modality'],
  magneticResonance: ['MR', 'DCM', 'Magnetic Resonance'],
  pixelDataRows: ['110910', 'DCM', 'Pixel Data Rows'],
  pixelDataColumns: ['110911', 'DCM', 'Pixel Data Columns'],
  frameOfReferenceUid: ['112227', 'DCM', 'Frame of Reference UID'],
  imagingMeasurements: ['126010', 'DCM', 'Imaging Measurements'],
  measurementGroup: ['125007', 'DCM', 'Measurement Group'],
  trackingIdentifier: ['112039', 'DCM', 'Tracking Identifier'],
  trackingUniqueIdentifier: ['112040', 'DCM', 'Tracking Unique Identifier'],
  finding: ['121071', 'DCM', 'Finding'],
  findingSite: ['363698007', 'SCT', 'Finding Site'],
  breast: ['76752008', 'SCT', 'Breast'],
  laterality: ['272741003', 'SCT', 'Laterality'],
  left: ['7771000', 'SCT', 'Left'],
  right: ['24028007', 'SCT', 'Right'],
  algorithmName: ['111001', 'DCM', 'Algorithm Name'],
  algorithmParameters: ['111002', 'DCM', 'Algorithm Parameters'],
  algorithmVersion: ['111003', 'DCM', 'Algorithm Version'],
  sourceOfMeasurement: ['121112', 'DCM', 'Source of Measurement'],
  imageRegion: ['111030', 'DCM', 'Image Region'],
  probabilityOfCancer: ['111047', 'DCM', 'Probability of cancer'],
  comment: ['121106', 'DCM', 'Comment'],
  percent: ['%', 'UCUM', 'Percent'],
  ratio: ['{0:1}', 'UCUM', 'range: 0:1'],
  noUnits: ['1', 'UCUM', 'no units'],
  pixels: ['{pixels}', 'UCUM', 'Pixels'],
  analysedImage: ['ANALYSED_IMAGE', privateScheme, 'Image as a whole, as analysed by a model'],
  attentionArea: ['ATTENTION_AREA', privateScheme, 'Area where the attention of the model gathers'],
  meanAttention: ['MEAN_ATTENTION', privateScheme, 'Mean attention in the area'],
  outcome: ['OUTCOME', privateScheme, 'Outcome of the model, no diagnosis'],
  biRadsRange: ['BI_RADS_RANGE', privateScheme, 'BI-RADS range suggested to the reader'],
} as const satisfies Record<string, Concept>;

/** Outcomes: the qualifiers of CID 6063 where it has one. */
export const outcomeConcepts = {
  BENIGN: ['30807003', 'SCT', 'Benign'],
  MALIGNANT: ['21594007', 'SCT', 'Malignant'],
  INCONCLUSIVE: ['280416009', 'SCT', 'Indeterminate result'],
  OUT_OF_SCOPE: ['OUT_OF_SCOPE', privateScheme, 'Not assessed: not an image the model was made for'],
} as const satisfies Record<string, Concept>;
