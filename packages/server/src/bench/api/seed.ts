import type pg from 'pg';

/** Rows of the tables for so many patients, of whom each hundred has 1,000 analyses. */
export interface SeedRange {
  /** First and behind the last, multiples of 100. */
  from: number;
  to: number;
}

/**
 * Fills a migrated database with hospitals. Of 100 patients 97 have five pictures each with an analysis, seven of them analysed
 * again, and three have a series of 160 slices, analysed as a whole. Nine patients of ten are of the first organization.
 *
 * @param organizations row ids, the large one first.
 */
export async function seed(
  client: pg.Client,
  organizations: readonly string[],
  { from, to }: SeedRange,
): Promise<void> {
  await client.query(functions);
  // The rows are sound, and looking up each reference would take longer than writing them.
  await client.query('SET session_replication_role = replica');
  await client.query(`SET eventeye.organizations = '${organizations.join(',')}'`);
  const step = 5_000;
  for (let first = from; first < to; first += step)
    for (const statement of statements)
      await client.query(statement, [first, Math.min(first + step, to) - 1]);
  await client.query('SET session_replication_role = origin');
  await client.query('VACUUM ANALYZE');
}

/** Ids in order of time, made of what they belong to, so that every statement finds those of the others. */
const functions = `
  CREATE OR REPLACE FUNCTION pg_temp.at_time(p BIGINT, seconds BIGINT) RETURNS TIMESTAMPTZ LANGUAGE sql IMMUTABLE AS $$
    SELECT '2021-01-01T00:00:00Z'::timestamptz + make_interval(secs => p * 1000 + seconds)
  $$;
  CREATE OR REPLACE FUNCTION pg_temp.id_of(kind TEXT, p BIGINT, k BIGINT) RETURNS UUID LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM pg_temp.at_time(p, k)) * 1000)::bigint), 12, '0') || '7'
      || substr(md5(kind || p || '.' || k), 1, 3) || '8' || substr(md5(kind || p || '.' || k), 4, 15))::uuid
  $$;
  CREATE OR REPLACE FUNCTION pg_temp.organization_of(p BIGINT) RETURNS UUID LANGUAGE sql STABLE AS $$
    SELECT (string_to_array(current_setting('eventeye.organizations'), ','))[
      CASE WHEN p % 10 > 0 THEN 1 ELSE 2 + (p / 10) % 9 END]::uuid
  $$;
  CREATE OR REPLACE FUNCTION pg_temp.chance(p BIGINT, k BIGINT) RETURNS FLOAT8 LANGUAGE sql IMMUTABLE AS $$
    SELECT ('x' || substr(md5('chance' || p || '.' || k), 1, 7))::bit(28)::int / 268435456.0
  $$;`;

const family = `(ARRAY['Kim','Lee','Park','Choi','Jung','Kang','Cho','Yoon','Jang','Lim','Han','Oh','Seo','Shin','Kwon','Smith','Jones',
  'Müller','Garcia','Nguyen','Novak','Silva','Rossi','Dubois','Tanaka','Sato','Wang','Li','Zhang','Chen'])[1 + p % 30]`;
const given = `(ARRAY['Minji','Seoyeon','Jiwoo','Anna','Maria','Sofia','Emma','Yuki','Mei','Hana','Clara','Elena','Ines','Julia',
  'Laura','Nora','Olga'])[1 + (p / 30) % 17] || initcap(substr(md5('given' || p), 1, 4))`;
const patients = 'generate_series($1::bigint, $2::bigint) p';
/** Pictures come first, then slices; `k` is the place of an image with its patient. */
const images = `${patients}, LATERAL generate_series(1, CASE WHEN p % 100 < 3 THEN 160 ELSE 5 END) k`;
const series = `CASE WHEN p % 100 < 3 THEN pg_temp.id_of('series', p, 0) END`;
/** Images whose first analysis is followed by another. */
const runs = `${images}, LATERAL generate_series(0, CASE WHEN p % 100 BETWEEN 3 AND 9 THEN 1 ELSE 0 END) again`;
const runId = `pg_temp.id_of('analysis', p, k + 300 * again)`;
const chance = 'pg_temp.chance(p, k + 300 * again)';
const outcome = `(CASE WHEN ${chance} < 0.05 THEN 'OUT_OF_SCOPE' WHEN ${chance} < 0.75 THEN 'BENIGN' WHEN ${chance} < 0.9 THEN
  'INCONCLUSIVE' ELSE 'MALIGNANT' END)::"AnalysisOutcome"`;
const failed = `(${chance} BETWEEN 0.5 AND 0.51)`;

const statements = [
  `INSERT INTO "Patient" (id, "organizationId", mrn, name, "birthDate", "createdAt")
   SELECT pg_temp.id_of('patient', p, 0), pg_temp.organization_of(p), 'MRN-' || lpad(p::text, 8, '0'), ${family} || '^' || ${given},
     '1940-01-01'::date + (p % 20000)::int, pg_temp.at_time(p, 0) FROM ${patients}`,
  `INSERT INTO "PatientSearchTerm" ("patientId", "organizationId", term)
   SELECT patient.id, patient."organizationId", term FROM ${patients} JOIN "Patient" patient ON patient.id = pg_temp.id_of('patient', p, 0),
     LATERAL patient_search_terms(patient.mrn, patient.name) term`,
  `INSERT INTO "Study" (id, "organizationId", "patientId", "studyInstanceUid", "accessionNumber", description, "studyDate", "createdAt")
   SELECT pg_temp.id_of('study', p, 0), pg_temp.organization_of(p), pg_temp.id_of('patient', p, 0), '1.2.826.0.1.' || p, 'A' || p,
     'MR BREAST BILATERAL', pg_temp.at_time(p, 0)::date, pg_temp.at_time(p, 0) FROM ${patients} WHERE p % 100 < 3`,
  `INSERT INTO "Series" (id, "organizationId", "studyId", "seriesInstanceUid", modality, description, "seriesNumber", "createdAt")
   SELECT pg_temp.id_of('series', p, 0), pg_temp.organization_of(p), pg_temp.id_of('study', p, 0), '1.2.826.0.2.' || p, 'MR',
     'ax dyn 1st pass', 1, pg_temp.at_time(p, 0) FROM ${patients} WHERE p % 100 < 3`,
  `INSERT INTO "MedicalImage" (id, "organizationId", "patientId", "seriesId", filename, kind, "sopInstanceUid", "instanceNumber",
     "slicePositionMm", width, height, "frameCount", "byteLength", sha256, "storagePath", "createdAt")
   SELECT pg_temp.id_of('image', p, k), pg_temp.organization_of(p), pg_temp.id_of('patient', p, 0), ${series},
     k || CASE WHEN p % 100 < 3 THEN '.dcm' ELSE '.png' END, CASE WHEN p % 100 < 3 THEN 'dicom' ELSE 'png' END,
     '1.2.826.0.3.' || p || '.' || k, k, CASE WHEN p % 100 < 3 THEN k * 1.1 END, 448, 448, 1, 400000, md5('a' || p || '.' || k) || md5('b' || p || '.' || k),
     'medical_images/2021/01/01/' || p || '-' || k, pg_temp.at_time(p, k) FROM ${images}`,
  `INSERT INTO "SeriesAnalysis" (id, "organizationId", "patientId", "seriesId", status, "sliceCount", "completedSlices", outcome,
     "keyImageId", "createdAt", "startedAt", "finishedAt")
   SELECT pg_temp.id_of('run', p, 0), pg_temp.organization_of(p), pg_temp.id_of('patient', p, 0), pg_temp.id_of('series', p, 0),
     'SUCCEEDED', 160, 160, 'MALIGNANT', pg_temp.id_of('image', p, 80), pg_temp.at_time(p, 0), pg_temp.at_time(p, 1), pg_temp.at_time(p, 9)
   FROM ${patients} WHERE p % 100 < 3`,
  `INSERT INTO "Analysis" (id, "organizationId", "medicalImageId", "patientId", "seriesAnalysisId", status, progress, outcome,
     "malignancyProbability", "errorCode", "errorMessage", "errorRetryable", "createdAt", "startedAt", "finishedAt")
   SELECT ${runId}, pg_temp.organization_of(p), pg_temp.id_of('image', p, k), pg_temp.id_of('patient', p, 0),
     CASE WHEN p % 100 < 3 THEN pg_temp.id_of('run', p, 0) END, (CASE WHEN ${failed} THEN 'FAILED' ELSE 'SUCCEEDED' END)::"AnalysisStatus", 1,
     CASE WHEN NOT ${failed} THEN ${outcome} END, CASE WHEN NOT ${failed} THEN ${chance} END,
     CASE WHEN ${failed} THEN 'IMAGE_CORRUPT' END, CASE WHEN ${failed} THEN 'The picture is damaged.' END, CASE WHEN ${failed} THEN false END,
     pg_temp.at_time(p, k + 300 * again), pg_temp.at_time(p, k + 300 * again), pg_temp.at_time(p, k + 300 * again) FROM ${runs}`,
  `INSERT INTO "AIAnalysisResult" (id, "analysisId", "modelVersionId", outcome, "predictedLabel", confidence, "malignancyProbability",
     probabilities, findings, recommendations, "biRadsCategories", "biRadsRationaleCode", frame, attention, "attentionValues", regions,
     "imageSha256", "inputTensorSha256", "modelSha256", preprocessing, runtime, "queuedMs", "decodeMs", "inferenceMs", "totalMs", "createdAt")
   SELECT pg_temp.id_of('result', p, k + 300 * again), ${runId}, model.id, ${outcome},
     CASE WHEN ${chance} > 0.5 THEN 'MALIGNANT' ELSE 'BENIGN' END, greatest(${chance}, 1 - ${chance}), ${chance},
     jsonb_build_array(jsonb_build_object('label', 'BENIGN', 'probability', 1 - ${chance}),
       jsonb_build_object('label', 'MALIGNANT', 'probability', ${chance})),
     '[]'::jsonb, '[]'::jsonb, ARRAY['4', '5'], 'BI_RADS_BETWEEN_THRESHOLDS', 0,
     '{"columns": 7, "rows": 7, "label": "MALIGNANT", "content": {"left": 0, "top": 0, "width": 1, "height": 1}}'::jsonb,
     decode(repeat('2a', 49), 'hex'), '[{"x": 10, "y": 10, "width": 64, "height": 64, "score": 0.8, "frame": 0}]'::jsonb,
     md5('a' || p || '.' || k) || md5('b' || p || '.' || k), md5('t' || p || '.' || k) || md5('u' || p || '.' || k), model.sha256,
     'eventeye-preprocess/1', 'onnxruntime-node/1.30.0 cpu', 1, 4, 12, 20, pg_temp.at_time(p, k + 300 * again)
   FROM ${runs}, (SELECT id, sha256 FROM "ModelVersion" WHERE "isActive") model WHERE NOT ${failed}`,
];
