import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a lower-case SHA-256');
const probability = z.number().min(0).max(1);
const triple = z.tuple([z.number(), z.number(), z.number()]);
/** A file beside the manifest: a model archive must not reach outside its folder. */
const siblingFile = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be a file name without a folder');

/** How an image becomes the model's input tensor. */
export const modelInputSchema = z.object({
  name: z.string().min(1),
  /**
   * `grey-replicated`: one grey slice, the same in all three channels. `dce-triplet`: the slice before contrast, after it,
   * and the gain between.
   */
  channels: z.enum(['grey-replicated', 'dce-triplet']),
  width: z.int().min(32).max(1024),
  height: z.int().min(32).max(1024),
  windowing: z.object({
    method: z.literal('percentile'),
    low: z.number().min(0).max(50),
    high: z.number().min(50).max(100),
  }),
  resize: z.object({
    kernel: z.literal('linear'),
    fit: z.literal('contain'),
    background: z.int().min(0).max(255),
  }),
  normalisation: z.object({ mean: triple, std: triple }),
  preprocessing: z.string().min(1),
});

/** One measured figure on a held-out part, with its 95 % interval. */
export const modelMetricSchema = z.object({
  name: z.string().min(1),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  split: z.string().min(1),
  level: z.enum(['patient', 'slice']),
});

/** A file of a model folder beside the manifest. */
const fileSchema = z.object({ path: siblingFile, sha256, byteLength: z.int().positive() });

/** The fitted part of the in-scope test. */
export const gateSchema = z.object({
  /** How the vector that is judged is made. */
  version: z.literal('eventeye-gate/1'),
  file: fileSchema,
  /** Least linear score and greatest layout distance of an image in scope. */
  minScore: z.number(),
  maxDistance: z.number().positive(),
  /** Share of held-out in-scope images that pass. */
  validationPassRate: probability,
});

/** How near another precision comes to fp32 on the held-out test part. */
export const precisionComparisonSchema = z.object({
  /** Share of slices with the same label. */
  classAgreement: probability,
  /** AUC of fp32 minus AUC of this precision, by slice. */
  aucLoss: z.number(),
  /** Mean correlation of the attention maps. */
  heatmapCorrelation: z.number().min(-1).max(1),
});

/** The in-scope test: cheap looks first, then the fitted gate. */
export const scopeSchema = z.looseObject({
  /** Values of Modality (0008,0060) that are in scope; pictures without a header are not tested. */
  modality: z.array(z.string()).min(1),
  /** Mean of (max - min) / 255 over the channels of a pixel; grey pictures have 0. */
  maxColourSaturation: probability,
  /** Standard deviation of the prepared 8-bit grey, divided by 255. */
  minContrast: probability,
  /** Values of BodyPartExamined (0018,0015) that are in scope; an absent one is not tested. */
  bodyPart: z.array(z.string()).min(1).optional(),
  gate: gateSchema.optional(),
});

/**
 * Everything that is known about a model. A model without a valid manifest does not load. Fields beyond these are kept,
 * so that what is stored with a result is the manifest as it was shipped.
 */
export const manifestSchema = z
  .looseObject({
    schemaVersion: z.literal(1),
    name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and hyphens'),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a semantic version'),
    description: z.string().min(1),
    isDemonstration: z.boolean(),
    licence: z.string().min(1),
    createdAt: z.iso.datetime(),
    precision: z.enum(['fp32', 'fp16', 'int8']),
    file: fileSchema,
    input: modelInputSchema,
    outputs: z.object({
      logits: z.string().min(1),
      features: z.string().min(1),
      /** Channels, rows, columns of the last convolution. */
      featureShape: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]),
    }),
    labels: z.array(z.object({ name: z.string().regex(/^[A-Z][A-Z0-9_]*$/), malignant: z.boolean() })).min(2),
    classActivation: z.object({ source: z.literal('features'), weights: z.base64() }),
    calibration: z.object({
      /** `softmax(logits / temperature)`, or with a bias for each label, `softmax(logits / temperature + bias)`. */
      method: z.enum(['temperature', 'bias-corrected-temperature']),
      temperature: z.number().positive(),
      bias: z.array(z.number()).optional(),
      /** How the slices of a patient become one probability. */
      patient: z
        .object({
          pooling: z.literal('mean-logits'),
          temperature: z.number().positive(),
          bias: z.array(z.number()).optional(),
        })
        .optional(),
    }),
    thresholds: z.object({
      benignBelow: probability,
      malignantFrom: probability,
      /** What they were chosen to keep on the validation part, and in which share of draws of its patients. */
      targets: z
        .object({ sensitivity: probability, specificity: probability, confidence: probability })
        .optional(),
    }),
    scope: scopeSchema,
    dataset: z.looseObject({
      description: z.string().min(1),
      ledgerSha256: sha256,
      patients: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
      slices: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
    }),
    metrics: z.array(modelMetricSchema),
    /** Figures of a run on shuffled labels; AUC beside 0.5 would mean that the split leaks. */
    control: z.array(modelMetricSchema).optional(),
    /** Of the precision that is served, where that is not fp32. */
    comparison: precisionComparisonSchema.optional(),
    /** The same network in other precisions, beside the one that is served by default. */
    alternatives: z
      .array(
        z.object({
          precision: z.enum(['fp32', 'fp16', 'int8']),
          file: fileSchema,
          golden: z.object({ logits: z.array(z.number()), tolerance: z.number().positive() }),
          comparison: precisionComparisonSchema.optional(),
        }),
      )
      .optional(),
    training: z.looseObject({
      framework: z.string().min(1),
      seed: z.int(),
      epochs: z.int().positive(),
      initialWeights: z.string().min(1),
    }),
    golden: z.object({
      image: siblingFile,
      imageSha256: sha256,
      inputTensorSha256: sha256,
      logits: z.array(z.number()),
      tolerance: z.number().positive(),
    }),
  })
  .superRefine((manifest, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const { labels, outputs, thresholds, golden, classActivation } = manifest;
    if (new Set(labels.map((label) => label.name)).size !== labels.length)
      fault(['labels'], 'must not repeat a name');
    if (!labels.some((label) => label.malignant) || labels.every((label) => label.malignant)) {
      fault(['labels'], 'must hold malignant and other labels');
    }
    if (thresholds.benignBelow > thresholds.malignantFrom) fault(['thresholds'], 'must not cross');
    if (golden.logits.length !== labels.length) fault(['golden', 'logits'], 'must hold one number a label');
    const { calibration } = manifest;
    for (const bias of [calibration.bias, calibration.patient?.bias])
      if (bias && bias.length !== labels.length)
        fault(['calibration', 'bias'], 'must hold one number a label');
    if ((calibration.method === 'temperature') !== (calibration.bias === undefined))
      fault(['calibration', 'bias'], 'belongs to the method bias-corrected-temperature');
    for (const [i, other] of (manifest.alternatives ?? []).entries()) {
      if (other.golden.logits.length !== labels.length)
        fault(['alternatives', i, 'golden', 'logits'], 'must hold one number a label');
      if (other.precision === manifest.precision)
        fault(['alternatives', i, 'precision'], 'must not be the default one');
    }
    const weightBytes = Buffer.from(classActivation.weights, 'base64').length;
    if (weightBytes !== labels.length * outputs.featureShape[0] * 4) {
      fault(['classActivation', 'weights'], 'must hold labels x channels 32-bit floats');
    }
  });

/** A valid manifest. */
export type Manifest = z.infer<typeof manifestSchema>;
/** The part of a manifest that says how an image becomes the input tensor. */
export type ModelInput = z.infer<typeof modelInputSchema>;
