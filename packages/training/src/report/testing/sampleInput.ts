import type { Manifest } from '@eventeye/inference';
import { bootstrap } from '../../evaluation/bootstrap.js';
import type { ReportCase, ReportExample, ReportInput } from '../reportInput.js';

/** A report's input made up by a formula, for tests and for looking at the page. It describes no model. */
export function sampleInput(patients = 60): ReportInput {
  const sliceCases = Array.from({ length: patients * 8 }, (_, i) => sampleCase(Math.floor(i / 8), i % 8));
  const patientCases = Array.from({ length: patients }, (_, i) => {
    const own = sliceCases.slice(i * 8, i * 8 + 8);
    return labelled({ ...own[0]!, probability: own.reduce((sum, one) => sum + one.probability, 0) / 8 });
  });
  const metrics = [...sampleMetrics(patientCases, 'patient'), ...sampleMetrics(sliceCases, 'slice')];
  return {
    manifest: sampleManifest(metrics, patients),
    patientCases,
    sliceCases,
    control: metrics
      .filter(({ name }) => name === 'auc')
      .map((auc) => ({ ...auc, value: 0.486, low: 0.337, high: 0.631 })),
    breakdowns: [
      {
        name: 'Vendor',
        rows: [
          { value: 'Vendor A', patients: 31, slices: 248, auc: { value: 0.951, low: 0.871, high: 0.994 } },
          { value: 'Vendor B', patients: 27, slices: 216, auc: { value: 0.902, low: 0.768, high: 0.988 } },
          { value: 'Vendor C', patients: 2, slices: 16, auc: undefined },
        ],
      },
      {
        name: 'Lesion size',
        rows: [
          { value: 'under 10 mm', patients: 18, slices: 144, auc: { value: 0.812, low: 0.604, high: 0.962 } },
          { value: '10 to 20 mm', patients: 24, slices: 192, auc: { value: 0.944, low: 0.843, high: 1 } },
          { value: 'over 20 mm', patients: 18, slices: 144, auc: { value: 0.988, low: 0.941, high: 1 } },
        ],
      },
    ],
    gate: [
      { name: 'Held-out slices', images: 480, inScope: 479, expected: 'IN_SCOPE' },
      { name: 'Photographs', images: 40, inScope: 0, expected: 'OUT_OF_SCOPE' },
      { name: 'CT', images: 32, inScope: 3, expected: 'OUT_OF_SCOPE' },
    ],
    examples: [sampleExample('HIT', 'MALIGNANT', 0.93), sampleExample('MISS', 'BENIGN', 0.71)],
  };
}

const sampleMetrics = (cases: readonly ReportCase[], level: 'patient' | 'slice'): Manifest['metrics'] =>
  Object.entries(bootstrap(cases, { seed: 1, draws: 300 })).map(([name, interval]) => ({
    name,
    ...interval,
    split: 'sample test part',
    level,
  }));

/** A slice whose probability follows its class, its patient and its place by a fixed pattern. */
function sampleCase(patient: number, slice: number): ReportCase {
  const malignant = patient % 2 === 0;
  const wave = Math.sin(patient * 12.9898) * 2.1 + Math.sin((patient + slice) * 78.233) * 0.9;
  const probability = 1 / (1 + Math.exp(-((malignant ? 1.9 : -1.9) + wave)));
  return labelled({ patient: `p${patient}`, malignant, probability });
}

const labelled = (one: Pick<ReportCase, 'patient' | 'malignant' | 'probability'>): ReportCase => ({
  ...one,
  label: one.malignant ? 'MALIGNANT' : 'BENIGN',
  predictedLabel: one.probability >= 0.5 ? 'MALIGNANT' : 'BENIGN',
});

const sampleExample = (kind: ReportExample['kind'], label: string, probability: number): ReportExample => ({
  kind,
  label,
  outcome: 'MALIGNANT',
  probability,
  slicePng: onePixel,
  attentionPng: onePixel,
});

/** A grey PNG of one pixel. */
const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const hash = (digit: string) => digit.repeat(64);

const sampleManifest = (metrics: Manifest['metrics'], patients: number): Manifest => ({
  schemaVersion: 1,
  name: 'sample-model',
  version: '1.2.3',
  description: 'A model that does not exist: its figures follow from a formula.',
  isDemonstration: true,
  licence: 'Apache-2.0',
  createdAt: '2026-01-02T03:04:05.000Z',
  precision: 'int8',
  file: { path: 'model.onnx', sha256: hash('a'), byteLength: 24_031_740 },
  input: {
    name: 'input',
    channels: 'grey-replicated',
    width: 224,
    height: 224,
    windowing: { method: 'percentile', low: 1, high: 99.5 },
    resize: { kernel: 'linear', fit: 'contain', background: 0 },
    normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    preprocessing: 'eventeye-preprocess/1',
  },
  outputs: { logits: 'logits', features: 'features', featureShape: [2048, 7, 7] },
  labels: [
    { name: 'BENIGN', malignant: false },
    { name: 'MALIGNANT', malignant: true },
  ],
  classActivation: { source: 'features', weights: '' },
  calibration: {
    method: 'temperature',
    temperature: 0.611,
    patient: { pooling: 'mean-logits', temperature: 0.842 },
  },
  thresholds: {
    benignBelow: 0.1159,
    malignantFrom: 0.5562,
    targets: { sensitivity: 0.95, specificity: 0.9, confidence: 0.9 },
  },
  scope: { modality: ['MR'], maxColourSaturation: 0.1, minContrast: 0.02 },
  dataset: {
    description: 'a formula',
    ledgerSha256: hash('b'),
    patients: { train: 280, validation: 60, test: patients },
    slices: { train: 2240, validation: 480, test: patients * 8 },
  },
  metrics,
  comparison: { classAgreement: 0.992, aucLoss: 0.00162, heatmapCorrelation: 0.9978 },
  alternatives: [
    {
      precision: 'fp16',
      file: { path: 'model.fp16.onnx', sha256: hash('e'), byteLength: 47_200_000 },
      golden: { logits: [0, 0], tolerance: 0.01 },
      comparison: { classAgreement: 1, aucLoss: 0.00001, heatmapCorrelation: 0.9999 },
    },
  ],
  training: { framework: 'PyTorch 1.13.1, CPU', seed: 1, epochs: 18, initialWeights: 'none' },
  golden: {
    image: 'golden.png',
    imageSha256: hash('c'),
    inputTensorSha256: hash('d'),
    logits: [0, 0],
    tolerance: 0.01,
  },
});
