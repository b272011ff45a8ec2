import type { Region } from '@eventeye/inference';
import { builder } from '../schema/builder.js';
import { AnalysisOutcomeEnum, FindingSeverityEnum } from '../schema/enums.js';
import {
  type BiRadsText,
  biRadsText,
  type FindingText,
  findingTexts,
  recommendationTexts,
} from './resultTexts.js';

const ClassProbabilityType = builder
  .objectRef<{ label: string; probability: number }>('ClassProbability')
  .implement({
    description: 'The calibrated probability of one label.',
    fields: (t) => ({
      label: t.exposeString('label', { description: 'One of the model’s labels.' }),
      probability: t.exposeFloat('probability', {
        description: 'Calibrated, from 0 to 1; all labels sum to 1.',
      }),
    }),
  });

const FindingType = builder.objectRef<FindingText>('Finding').implement({
  description: 'One thing the result tells the reader.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code.' }),
    text: t.exposeString('text', { description: 'In the caller’s language: Accept-Language ko or en.' }),
    severity: t.expose('severity', { type: FindingSeverityEnum, description: 'How much it matters.' }),
  }),
});

const BiRadsSuggestionType = builder.objectRef<BiRadsText>('BiRadsSuggestion').implement({
  description: 'A suggestion of a BI-RADS range with the reason; a reader assigns the category.',
  fields: (t) => ({
    categories: t.exposeStringList('categories', { description: 'The range, for example 4A, 4B, 4C, 5.' }),
    rationale: t.exposeString('rationale', { description: 'Why this range, in the caller’s language.' }),
  }),
});

const SuspiciousRegionType = builder.objectRef<Region>('SuspiciousRegion').implement({
  description:
    'Where the model’s attention gathers, in image pixels, origin top left. Attention, not localisation.',
  fields: (t) => ({
    x: t.exposeFloat('x', { description: 'Left edge, in pixels.' }),
    y: t.exposeFloat('y', { description: 'Top edge, in pixels.' }),
    width: t.exposeFloat('width', { description: 'In pixels.' }),
    height: t.exposeFloat('height', { description: 'In pixels.' }),
    score: t.exposeFloat('score', { description: 'Mean attention in the region, from 0 to 1.' }),
    frame: t.exposeInt('frame', { description: 'Frame, counted from 0.' }),
  }),
});

interface Timings {
  queuedMs: number;
  decodeMs: number;
  inferenceMs: number;
  totalMs: number;
}

const AnalysisTimingsType = builder.objectRef<Timings>('AnalysisTimings').implement({
  description: 'Where the time went, in milliseconds.',
  fields: (t) => ({
    queuedMs: t.exposeFloat('queuedMs', { description: 'Waiting for its turn.' }),
    decodeMs: t.exposeFloat('decodeMs', { description: 'Decoding and preparing the pixels.' }),
    inferenceMs: t.exposeFloat('inferenceMs', { description: 'In the model.' }),
    totalMs: t.exposeFloat('totalMs', { description: 'From the request to the stored result.' }),
  }),
});

interface ResultReceipt {
  imageSha256: string;
  inputTensorSha256: string;
  modelSha256: string;
  preprocessing: string;
  runtime: string;
}

const ResultReceiptType = builder.objectRef<ResultReceipt>('ResultReceipt').implement({
  description: 'What is needed to recompute the result and compare. Hashes are hexadecimal SHA-256.',
  fields: (t) => ({
    imageSha256: t.exposeString('imageSha256', { description: 'Of the bytes as uploaded.' }),
    inputTensorSha256: t.exposeString('inputTensorSha256', {
      description: 'Of the tensor given to the model, float32 little-endian.',
    }),
    modelSha256: t.exposeString('modelSha256', { description: 'Of the ONNX file.' }),
    preprocessing: t.exposeString('preprocessing', { description: 'Name and version of the preprocessing.' }),
    runtime: t.exposeString('runtime', { description: 'Name and version of the runtime and its provider.' }),
  }),
});

/** What a model said about an image. */
export const AIAnalysisResultType = builder.prismaObject('AIAnalysisResult', {
  description: 'What the model said about the image. No diagnosis: see `model.isDemonstration`.',
  // Part of its analysis, which has the wall.
  authScopes: { read: true },
  fields: (t) => ({
    outcome: t.expose('outcome', {
      type: AnalysisOutcomeEnum,
      description: 'What the platform says; an abstention where it can not tell.',
    }),
    predictedLabel: t.exposeString('predictedLabel', {
      description: 'The most probable of the model’s labels, whatever the outcome.',
    }),
    confidence: t.exposeFloat('confidence', {
      description: 'Calibrated probability of predictedLabel, from 0 to 1.',
    }),
    malignancyProbability: t.exposeFloat('malignancyProbability', {
      description: 'Calibrated; with more labels, the sum over those the manifest marks malignant.',
    }),
    probabilities: t.field({
      type: [ClassProbabilityType],
      description: 'Of every label, in the model’s order.',
      resolve: (result) => result.probabilities as { label: string; probability: number }[],
    }),
    findings: t.field({
      type: [FindingType],
      description: 'What the reader should know about this result.',
      resolve: (result, _args, context) => findingTexts(result.findings, context.language),
    }),
    recommendations: t.stringList({
      description: 'What to do next, in the caller’s language: Accept-Language ko or en.',
      resolve: (result, _args, context) => recommendationTexts(result.recommendations, context.language),
    }),
    biRads: t.field({
      type: BiRadsSuggestionType,
      description: 'The BI-RADS range that the score justifies.',
      resolve: (result, _args, context) =>
        biRadsText(result.biRadsCategories, result.biRadsRationaleCode, context.language),
    }),
    regions: t.field({
      type: [SuspiciousRegionType],
      description: 'Where attention gathers, strongest first.',
      resolve: (result) => result.regions as unknown as Region[],
    }),
    model: t.relation('modelVersion', { description: 'The model that said it.' }),
    timings: t.field({
      type: AnalysisTimingsType,
      description: 'Where the time went.',
      resolve: (result) => result,
    }),
    receipt: t.field({
      type: ResultReceiptType,
      description: 'What is needed to recompute the result and compare.',
      resolve: (result) => result,
    }),
  }),
});
