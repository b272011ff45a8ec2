import type { ModelDescription } from '@eventeye/inference';
import { builder } from '../schema/builder.js';

/** The part of the stored manifest that is shown; it was validated before it was stored. */
interface StoredManifest {
  metrics: (ModelDescription['metrics'][number] & { level: 'patient' | 'slice' })[];
  thresholds?: DecisionThresholds;
}

/** Between which calibrated probabilities a model abstains. */
interface DecisionThresholds {
  benignBelow: number;
  malignantFrom: number;
}

/** Where a model decides and where it abstains. */
const DecisionThresholdsType = builder.objectRef<DecisionThresholds>('DecisionThresholds').implement({
  description: 'Where a model decides and where it abstains, as calibrated probabilities of malignancy.',
  fields: (t) => ({
    benignBelow: t.exposeFloat('benignBelow', {
      description: 'Below it the outcome is BENIGN; from it on the model abstains.',
    }),
    malignantFrom: t.exposeFloat('malignantFrom', {
      description: 'From it on the outcome is MALIGNANT.',
    }),
  }),
});

/** A measured figure of a model with its interval. */
const ModelMetricType = builder.objectRef<ModelDescription['metrics'][number]>('ModelMetric').implement({
  description: 'A measured figure of a model, with its 95 % interval.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What was measured, for example auroc.' }),
    value: t.exposeFloat('value', { description: 'The figure.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval.' }),
    split: t.exposeString('split', {
      description: 'On which part of which data, by patient or by slice: never the training part.',
    }),
  }),
});

/** One version of a model that this installation knows. */
export const ModelVersionNode = builder.prismaNode('ModelVersion', {
  id: { field: 'id' },
  description: 'One version of a model that this installation knows.',
  authScopes: { read: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the model.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the ONNX file, hexadecimal.' }),
    precision: t.exposeString('precision', { description: 'fp32, fp16 or int8.' }),
    labels: t.exposeStringList('labels', {
      description: 'What it tells apart, in the order of its outputs.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether new analyses run with it.' }),
    isDemonstration: t.exposeBoolean('isDemonstration', {
      description: 'True: not validated on patients, not for diagnosis. Every screen must say so.',
    }),
    metrics: t.field({
      type: [ModelMetricType],
      description: 'Held-out figures of its manifest, patient-level where so named, with 95 % intervals.',
      resolve: ({ manifest }) =>
        (manifest as unknown as StoredManifest).metrics.map(({ level, split, ...figure }) => ({
          ...figure,
          split: `${split}, by ${level}`,
        })),
    }),
    thresholds: t.field({
      type: DecisionThresholdsType,
      nullable: true,
      description: 'The band of its manifest in which it abstains; null where a record names none.',
      resolve: ({ manifest }) => (manifest as unknown as StoredManifest).thresholds ?? null,
    }),
  }),
});

builder.queryField('activeModel', (t) =>
  t.prismaField({
    type: 'ModelVersion',
    description: 'The model that new analyses run with.',
    resolve: async (query, _root, _args, context) => {
      const { id } = await context.services.models.active();
      return context.services.prisma.modelVersion.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.queryField('models', (t) =>
  t.prismaField({
    type: ['ModelVersion'],
    authScopes: { unbounded: true },
    description: 'All models that this installation has known, newest first.',
    resolve: (query, _root, _args, context) =>
      context.services.prisma.modelVersion.findMany({
        ...query,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);
