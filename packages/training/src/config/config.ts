import { modelInputSchema } from '@eventeye/inference';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.int().positive();

/** One run of the loop. Its defaults are those of the plan: AdamW, cosine with warm-up, at most 50 epochs. */
export const phaseSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens'),
  /** `imagenet`, `none`, the path of a checkpoint, or `previous` for the phase before. */
  weights: z.string().default('previous'),
  architecture: z.enum(['resnet50', 'tiny']).default('resnet50'),
  size: count.default(224),
  /** Windows about the lesion at the slice's own scale instead of whole slices. */
  crop: z.boolean().default(false),
  epochs: count.default(50),
  batch: count.default(32),
  rate: z.number().positive().default(1e-3),
  decay: z.number().min(0).default(0.05),
  warmup: share.default(0.1),
  smoothing: share.default(0.05),
  /** Weight of the loss that tells the network where the lesion is; needs boxes. */
  location: z.number().min(0).default(1),
  clip: z.number().positive().default(1),
  patience: count.default(8),
  seed: z.int().default(1),
  /** Threads of PyTorch; 0 leaves it to PyTorch. Sums in another order give other last bits. */
  threads: z.int().min(0).default(0),
  device: z.string().default('auto'),
  precision: z.enum(['mixed', 'fp32']).default('mixed'),
});

const source = z.union([
  z.strictObject({ folder: z.string().min(1) }),
  z.strictObject({ manifest: z.string().min(1) }),
  z.strictObject({
    /** A collection of The Cancer Imaging Archive. */
    nbia: z.strictObject({
      collection: z.string().min(1),
      /** CSV of `patient,label` with optional box and slice range. */
      labels: z.string().min(1),
      /** Where the files go. */
      out: z.string().min(1),
      baseUrl: z.url().optional(),
      /** Only series whose description matches this regular expression. */
      seriesDescription: z.string().optional(),
      concurrency: count.max(8).default(2),
    }),
  }),
]);

/** Everything that shapes a model, from images to package. */
export const configSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and hyphens'),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a semantic version'),
  /** What the model tells apart, in one sentence. */
  description: z.string().min(1),
  /** Whether every surface has to say that this is a demonstration. Say false only for a model that was validated. */
  demonstration: z.boolean().default(true),
  licence: z.string().min(1).default('Apache-2.0'),
  /** Folder of everything the stages write. */
  work: z.string().min(1).default('work'),
  /** Where the images are, and one sentence about them for the card. */
  source: z.intersection(source, z.object({ description: z.string().min(1) })),
  labels: z
    .array(z.strictObject({ name: z.string().regex(/^[A-Z][A-Z0-9_]*$/), malignant: z.boolean() }))
    .min(2)
    .default([
      { name: 'BENIGN', malignant: false },
      { name: 'MALIGNANT', malignant: true },
    ]),
  prepare: z
    .strictObject({
      channels: modelInputSchema.shape.channels.default('grey-replicated'),
      size: z.int().min(32).max(1024).default(224),
      windowLow: z.number().min(0).max(50).default(1),
      windowHigh: z.number().min(50).max(100).default(99.5),
      balanced: z.boolean().default(true),
      split: z
        .strictObject({ train: share, validation: share, test: share })
        .refine(({ train, validation, test }) => Math.abs(train + validation + test - 1) < 1e-6, {
          message: 'must sum to 1',
        })
        .default({ train: 0.7, validation: 0.15, test: 0.15 }),
      slicesPerSeries: count.optional(),
      /** Slices of a series that show no lesion: the in-scope test learns from these too. */
      contextPerSeries: z.int().min(0).default(2),
      nearDuplicateBits: z.int().min(0).max(64).default(6),
      unreadable: z.enum(['refuse', 'skip']).default('refuse'),
    })
    .prefault({}),
  /** Runs of the loop one after the other; the last one's best checkpoint is packed. */
  train: z
    .array(phaseSchema)
    .min(1)
    .prefault([{ name: 'whole', weights: 'imagenet' }]),
  /** A short run on shuffled labels: its figures must lie about chance, or the split leaks. */
  control: z.union([z.literal(false), phaseSchema.omit({ name: true })]).default(false),
  targets: z
    .strictObject({
      sensitivity: share.default(0.95),
      specificity: share.default(0.95),
      confidence: share.default(0.9),
    })
    .prefault({}),
  gate: z
    .strictObject({
      /** Pictures of each stranger kind to learn from, and to measure on. */
      exposures: count.default(60),
      heldOut: count.default(20),
      /** In-scope slices to fit on, and to set the thresholds on. */
      inside: count.default(1500),
      validation: count.default(800),
      passRate: share.default(0.995),
    })
    .prefault({}),
  pack: z
    .strictObject({
      out: z.string().min(1).default('model'),
      /** What is served unless asked otherwise; the others that are named are packed beside it. */
      precisions: z
        .array(z.enum(['fp32', 'fp16', 'int8']))
        .min(1)
        .default(['int8', 'fp16']),
      calibrationSlices: count.default(128),
      /** Beside the folder, one file for `eventeye model install`. */
      archive: z.boolean().default(false),
    })
    .prefault({}),
  /** What the model card says beyond figures: `phantoms`, or statements by item of the CLAIM checklist. */
  card: z
    .union([
      z.literal('phantoms'),
      z.strictObject({
        intendedUse: z.string().default('Not stated.'),
        limits: z.array(z.string()).default([]),
        training: z.array(z.string()).default([]),
        statements: z.record(z.coerce.number().int(), z.string()).default({}),
      }),
    ])
    .prefault({}),
  seed: z.int().default(1),
});

/** Everything that shapes a model. */
export type Config = z.infer<typeof configSchema>;
/** One run of the loop. */
export type Phase = z.infer<typeof phaseSchema>;
