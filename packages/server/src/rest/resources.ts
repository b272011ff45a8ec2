import { z } from 'zod';

/*
 * What the REST face answers with. One description serves three: answers are built to its types, the OpenAPI document is
 * printed from it, and tests compare every answer with it.
 */

/** Named schemas of the document. */
export const resources = z.registry<{ id: string; description: string }>();

/** A schema that the document names. */
export function resource<Schema extends z.ZodType>(id: string, description: string, schema: Schema): Schema {
  resources.add(schema, { id, description });
  return schema;
}

const id = z.string().describe('Opaque id, the same as in GraphQL.');
const dateTime = z.iso.datetime().describe('ISO 8601, UTC.');
const probability = z.number().min(0).max(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const address = z
  .string()
  .describe(
    'Expiring address that needs no further authorisation; relative to the server unless that is configured.',
  );

export const Patient = resource(
  'Patient',
  'A patient of your organization.',
  z.object({
    id,
    mrn: z.string().describe('Medical record number, unique in your organization.'),
    name: z.string().nullable(),
    birthDate: z.iso.date().nullable(),
    createdAt: dateTime,
  }),
);

export const MedicalImage = resource(
  'MedicalImage',
  'One stored image: a DICOM instance or a plain picture.',
  z.object({
    id,
    filename: z.string(),
    sopInstanceUid: z.string().nullable(),
    instanceNumber: z.int().nullable(),
    width: z.int().min(1),
    height: z.int().min(1),
    frameCount: z.int().min(1),
    sha256: sha256.describe('Of the stored bytes.'),
    storagePath: z.string(),
    createdAt: dateTime,
    patient: z.object({ id, mrn: z.string() }),
    study: z.object({ id, studyInstanceUid: z.string() }).nullable(),
    series: z.object({ id, seriesInstanceUid: z.string() }).nullable(),
    pngUrl: address.nullable().describe('Its picture; null with a token that may not read.'),
    originalUrl: address.nullable().describe('Its bytes; null with a token that may not read.'),
  }),
);

const Rejected = z.object({
  filename: z.string(),
  code: z.string().describe('Stable code, see docs/errors.md.'),
  message: z.string(),
});

export const StoredImages = resource(
  'StoredImages',
  'What became of the files. One bad file never spoils the others.',
  z.object({
    medicalImages: z.array(MedicalImage).describe('Stored, in the order of the files.'),
    rejected: z.array(Rejected).describe('Not accepted, each with the reason.'),
    skipped: z.array(z.object({ filename: z.string(), reason: z.enum(['DICOMDIR']) })),
  }),
);

export const AnalysisResult = resource(
  'AnalysisResult',
  'What the model said. No diagnosis: see model.isDemonstration.',
  z.object({
    outcome: z.enum(['BENIGN', 'MALIGNANT', 'INCONCLUSIVE', 'OUT_OF_SCOPE']),
    predictedLabel: z.string(),
    confidence: probability.describe('Calibrated probability of predictedLabel.'),
    malignancyProbability: probability,
    probabilities: z.array(z.object({ label: z.string(), probability })),
    findings: z.array(
      z.object({ code: z.string(), text: z.string(), severity: z.enum(['INFO', 'NOTICE', 'WARNING']) }),
    ),
    recommendations: z.array(z.string()).describe('In the language of Accept-Language: en or ko.'),
    biRads: z.object({ categories: z.array(z.string()), rationale: z.string() }),
    regions: z.array(
      z.object({
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
        score: z.number(),
        frame: z.int(),
      }),
    ),
    heatmapUrl: address,
    overlayUrl: address,
    model: z.object({
      id,
      name: z.string(),
      version: z.string(),
      sha256,
      precision: z.string(),
      isDemonstration: z.boolean().describe('True: not validated on patients, not for diagnosis.'),
    }),
    timings: z.object({
      queuedMs: z.number(),
      decodeMs: z.number(),
      inferenceMs: z.number(),
      totalMs: z.number(),
    }),
    receipt: z.object({
      imageSha256: sha256,
      inputTensorSha256: sha256,
      modelSha256: sha256,
      preprocessing: z.string(),
      runtime: z.string(),
    }),
  }),
);

export const Analysis = resource(
  'Analysis',
  'One run of one model on one image. Never overwritten: analysing again adds another.',
  z.object({
    id,
    medicalImageId: id,
    status: z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED']),
    progress: probability,
    createdAt: dateTime,
    startedAt: dateTime.nullable(),
    finishedAt: dateTime.nullable(),
    error: z
      .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
      .nullable()
      .describe('With FAILED.'),
    isWithheld: z
      .boolean()
      .describe('It has a result that nobody is shown: the organization ran silent mode when it ended.'),
    result: AnalysisResult.nullable().describe(
      'With SUCCEEDED, for a token that may read; null while it is withheld.',
    ),
  }),
);

/** One page of a list. */
const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Give it as `after` for the next page; null on the last.'),
  });

export const AnalysisPage = resource('AnalysisPage', 'Analyses, newest first.', page(Analysis));
export const PatientPage = resource('PatientPage', 'Patients, newest first.', page(Patient));

export const Token = resource(
  'Token',
  'A session has begun.',
  z.object({
    accessToken: z.string().describe('For the header "Authorization: Bearer …".'),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds.'),
    refreshToken: z.string().describe('For refreshSession of the GraphQL API; good once. Keep it secret.'),
    user: z.object({
      id,
      email: z.string(),
      name: z.string(),
      role: z.enum(['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION']),
    }),
  }),
);

export const Problem = resource(
  'Problem',
  'A failure (RFC 9457).',
  z.object({
    type: z.string().describe('urn:eventeye:error: and the code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence that says what to do.'),
    code: z.string().describe('Stable code, see docs/errors.md.'),
    retryable: z.boolean().describe('Whether the same request may succeed later.'),
    path: z.array(z.string()).optional().describe('Where in the input.'),
    rejected: z.array(Rejected).optional().describe('The files that were not accepted.'),
    id: z.string().optional().describe('Of the log entry, with INTERNAL.'),
    traceId: z.string().optional(),
  }),
);
