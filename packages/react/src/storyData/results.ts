import type { AIAnalysisResult, Analysis, MedicalImage, ModelVersion } from '@eventeye/client';
import slice from './slice.webp';

// What stories and tests of the components show. No component imports this.

/** The shipped kind of model. */
export const model: ModelVersion = {
  __typename: 'ModelVersion',
  id: 'TW9kZWxWZXJzaW9uOjE',
  name: 'resnet50-phantom',
  version: '1.0.0',
  sha256: 'a'.repeat(64),
  precision: 'int8',
  labels: ['BENIGN', 'MALIGNANT'],
  isActive: true,
  isDemonstration: true,
  thresholds: { benignBelow: 0.12, malignantFrom: 0.58 },
} as ModelVersion;

const texts = {
  BENIGN: 'The model gives a malignancy probability of 3.1 %, below its lower threshold.',
  MALIGNANT: 'The model gives a malignancy probability of 91.4 %, above its upper threshold.',
  INCONCLUSIVE: 'The model gives a malignancy probability of 32.0 %, between its thresholds, and abstains.',
  OUT_OF_SCOPE: 'The header names another body part. The model was made for the breast only.',
} as const;
const scores = { BENIGN: 0.031, MALIGNANT: 0.914, INCONCLUSIVE: 0.32, OUT_OF_SCOPE: 0.4 } as const;
const categories = {
  BENIGN: ['2', '3'],
  MALIGNANT: ['4B', '4C', '5'],
  INCONCLUSIVE: ['4A', '4B', '4C'],
  OUT_OF_SCOPE: ['0'],
} as const;

/** A result with the outcome. */
export function resultOf(outcome: keyof typeof scores): AIAnalysisResult {
  const malignancyProbability = scores[outcome];
  const predictedLabel = malignancyProbability >= 0.5 ? 'MALIGNANT' : 'BENIGN';
  return {
    __typename: 'AIAnalysisResult',
    outcome,
    predictedLabel,
    confidence: Math.max(malignancyProbability, 1 - malignancyProbability),
    malignancyProbability,
    probabilities: [
      { label: 'BENIGN', probability: 1 - malignancyProbability },
      { label: 'MALIGNANT', probability: malignancyProbability },
    ],
    findings: [
      { code: 'SCORE', text: texts[outcome], severity: outcome === 'BENIGN' ? 'INFO' : 'WARNING' },
      {
        code: 'ATTENTION_AREAS',
        text: 'The attention of the model gathers in 1 area(s). Attention shows what the score rests on; it does not localise a lesion.',
        severity: 'INFO',
      },
    ],
    recommendations:
      outcome === 'OUT_OF_SCOPE'
        ? ['Send a breast MR slice, as DICOM if possible.']
        : [
            'Have a breast radiologist review the whole examination.',
            'Prevention: regular physical activity, a healthy weight and little alcohol lower the risk of breast cancer.',
          ],
    biRads: { categories: [...categories[outcome]], rationale: 'The score justifies no narrower range.' },
    heatmapUrl: attentionPicture,
    regions: [{ x: 240, y: 45, width: 60, height: 56, score: 0.92, frame: 0 }],
    model,
    timings: { queuedMs: 3, decodeMs: 4, inferenceMs: 13, totalMs: 21 },
    receipt: {
      imageSha256: 'b'.repeat(64),
      inputTensorSha256: 'c'.repeat(64),
      modelSha256: model.sha256,
      preprocessing: '1',
      runtime: 'onnxruntime-node 1.30',
    },
  } as unknown as AIAnalysisResult;
}

/** A slice of a synthetic phantom with a lesion on the right of the picture. */
export const slicePicture = slice;

/** Attention over it. */
export const attentionPicture = svg(
  '<defs><radialGradient id="a"><stop offset="0" stop-color="#ff2d1f" stop-opacity=".95"/><stop offset=".35" stop-color="#ff8a00" stop-opacity=".8"/><stop offset=".7" stop-color="#ffe14a" stop-opacity=".4"/><stop offset="1" stop-color="#ffe14a" stop-opacity="0"/></radialGradient></defs><circle cx="270" cy="74" r="62" fill="url(#a)"/>',
);

/** An image without analyses. */
export const image = {
  __typename: 'MedicalImage',
  id: 'TWVkaWNhbEltYWdlOjE',
  filename: 'slice-081.dcm',
  sopInstanceUid: '2.25.1234',
  instanceNumber: 81,
  width: 320,
  height: 320,
  frameCount: 1,
  sha256: 'd'.repeat(64),
  storagePath: 'medical_images/2026/11/23/1.dcm',
  createdAt: '2026-11-23T09:12:00.000Z',
  pngUrl: slicePicture,
  originalUrl: slicePicture,
  patient: {
    __typename: 'Patient',
    id: 'UGF0aWVudDox',
    mrn: 'MRN-0042',
    name: 'Phantom 42',
    birthDate: '1961-04-02',
  },
  series: {
    __typename: 'Series',
    id: 'U2VyaWVzOjE',
    seriesInstanceUid: '2.25.9',
    modality: 'MR',
    imageCount: 160,
  },
} as unknown as MedicalImage;

/** An analysis in a state; with an outcome it has succeeded. */
export function analysisOf(
  state: keyof typeof scores | 'QUEUED' | 'RUNNING' | 'FAILED' | 'CANCELED',
  id = 'QW5hbHlzaXM6MQ',
): Analysis {
  const outcome = state in scores ? (state as keyof typeof scores) : null;
  return {
    __typename: 'Analysis',
    id,
    status: outcome ? 'SUCCEEDED' : state,
    isWithheld: false,
    progress: outcome ? 1 : state === 'RUNNING' ? 0.42 : 0,
    createdAt: '2026-11-23T09:13:00.000Z',
    startedAt: state === 'QUEUED' ? null : '2026-11-23T09:13:01.000Z',
    finishedAt: outcome ? '2026-11-23T09:13:02.000Z' : null,
    medicalImage: {
      __typename: 'MedicalImage',
      id: image.id,
      filename: image.filename,
      patient: image.patient,
    },
    requestedBy: { __typename: 'User', id: 'VXNlcjox', name: 'Dr. Kim' },
    error:
      state === 'FAILED'
        ? {
            __typename: 'AnalysisFailure',
            code: 'ENGINE_CRASHED',
            message: 'The engine stopped. Analyse again.',
            retryable: true,
          }
        : null,
    result: outcome ? resultOf(outcome) : null,
  } as unknown as Analysis;
}

function svg(content: string): string {
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">${content}</svg>`)}`;
}
