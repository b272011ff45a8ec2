-- Lists are ordered and paged by id, which is in order of time.
DROP INDEX "Analysis_medicalImageId_createdAt_idx";
DROP INDEX "Analysis_organizationId_status_createdAt_idx";
DROP INDEX "Analysis_patientId_createdAt_idx";
DROP INDEX "MedicalImage_patientId_createdAt_idx";
DROP INDEX "Patient_organizationId_createdAt_idx";
DROP INDEX "SeriesAnalysis_seriesId_createdAt_idx";

ALTER TABLE "Analysis" ADD COLUMN "malignancyProbability" DOUBLE PRECISION,
ADD COLUMN "outcome" "AnalysisOutcome";
UPDATE "Analysis" SET outcome = result.outcome, "malignancyProbability" = result."malignancyProbability"
FROM "AIAnalysisResult" result WHERE result."analysisId" = "Analysis".id;

CREATE INDEX "Analysis_medicalImageId_id_idx" ON "Analysis"("medicalImageId", "id");
CREATE INDEX "Analysis_patientId_id_idx" ON "Analysis"("patientId", "id");
CREATE INDEX "Analysis_organizationId_id_idx" ON "Analysis"("organizationId", "id");
CREATE INDEX "Analysis_organizationId_status_id_idx" ON "Analysis"("organizationId", "status", "id");
CREATE INDEX "Analysis_organizationId_outcome_id_idx" ON "Analysis"("organizationId", "outcome", "id");
CREATE INDEX "Analysis_organizationId_malignancyProbability_id_idx" ON "Analysis"("organizationId", "malignancyProbability", "id");
CREATE INDEX "MedicalImage_patientId_id_idx" ON "MedicalImage"("patientId", "id");
CREATE INDEX "Patient_organizationId_id_idx" ON "Patient"("organizationId", "id");
CREATE INDEX "SeriesAnalysis_seriesId_id_idx" ON "SeriesAnalysis"("seriesId", "id");

-- What a patient is found by. Collated by bytes: words with one beginning are neighbours, whatever the database's language.
CREATE TABLE "PatientSearchTerm" (
    "patientId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "term" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "PatientSearchTerm_pkey" PRIMARY KEY ("patientId","term")
);
CREATE INDEX "PatientSearchTerm_organizationId_term_patientId_idx" ON "PatientSearchTerm"("organizationId", "term", "patientId");
ALTER TABLE "PatientSearchTerm" ADD CONSTRAINT "PatientSearchTerm_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The record number, the words of the name, and names in ideographs or syllables also in one piece, as they are typed.
CREATE FUNCTION patient_search_terms(mrn TEXT, name TEXT) RETURNS SETOF TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(mrn)
  UNION SELECT word FROM regexp_split_to_table(lower(normalize(coalesce(name, ''))), '[\s^=(),]+') word WHERE word <> ''
  UNION SELECT regexp_replace(part, '[\s^,]+', '', 'g')
    FROM regexp_split_to_table(lower(normalize(coalesce(name, ''))), '[=()]+') part
    WHERE octet_length(part) > char_length(part)
$$;

CREATE FUNCTION keep_patient_search_terms() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "PatientSearchTerm" WHERE "patientId" = NEW.id;
  END IF;
  INSERT INTO "PatientSearchTerm" ("patientId", "organizationId", "term")
  SELECT NEW.id, NEW."organizationId", left(term, 400) FROM patient_search_terms(NEW.mrn, NEW.name) term
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER patient_search_terms AFTER INSERT OR UPDATE OF mrn, name ON "Patient"
  FOR EACH ROW EXECUTE FUNCTION keep_patient_search_terms();

INSERT INTO "PatientSearchTerm" ("patientId", "organizationId", "term")
SELECT p.id, p."organizationId", left(term, 400) FROM "Patient" p, patient_search_terms(p.mrn, p.name) term
ON CONFLICT DO NOTHING;
