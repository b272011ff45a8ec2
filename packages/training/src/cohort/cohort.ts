import { z } from 'zod';

/** A rectangle in pixels of the original image; the far edges are excluded. */
export const pixelBoxSchema = z
  .object({
    left: z.number().min(0),
    top: z.number().min(0),
    right: z.number().positive(),
    bottom: z.number().positive(),
  })
  .refine(({ left, right, top, bottom }) => left < right && top < bottom, {
    message: 'left must lie before right and top before bottom',
  });

/** One labelled series of one patient, or one labelled file. */
export const cohortSeriesSchema = z.object({
  /** A file, or a folder whose files (at any depth) are slices of one series. Relative to the cohort file. */
  path: z.string().min(1),
  /** The files of the series where its folder holds others too. */
  files: z.array(z.string().min(1)).min(1).optional(),
  /** The matching series before contrast, for models that take the DCE triplet. */
  prePath: z.string().min(1).optional(),
  /** Tells patients apart; never leaves the machine unhashed. */
  patient: z.string().min(1),
  label: z.string().min(1),
  /** A split made elsewhere; then every series must name its part. */
  part: z.enum(['train', 'validation', 'test']).optional(),
  /** The lesion in the image plane. */
  box: pixelBoxSchema.optional(),
  /** InstanceNumbers (0020,0013) of the first and the last slice that show the lesion; without it all slices count. */
  slices: z
    .object({ first: z.int().min(0), last: z.int().min(0) })
    .refine(({ first, last }) => first <= last, { message: 'first must not exceed last' })
    .optional(),
});

/** What `import` writes and `prepare` reads: where the labelled images are. Nothing is copied. */
export const cohortSchema = z.object({
  schemaVersion: z.literal(1),
  /** One sentence for the manifest's dataset description. */
  description: z.string().min(1),
  series: z.array(cohortSeriesSchema).min(1),
});

/** A rectangle in pixels of the original image. */
export type PixelBox = z.infer<typeof pixelBoxSchema>;
/** One labelled series of one patient. */
export type CohortSeries = z.infer<typeof cohortSeriesSchema>;
/** Where the labelled images are. */
export type Cohort = z.infer<typeof cohortSchema>;
