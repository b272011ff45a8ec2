-- CreateEnum
CREATE TYPE "ReferenceLabel" AS ENUM ('BENIGN', 'MALIGNANT');

-- CreateEnum
CREATE TYPE "ReferenceSource" AS ENUM ('PATHOLOGY', 'FOLLOW_UP', 'READER_CONSENSUS');

-- AlterTable
ALTER TABLE "Analysis" ADD COLUMN     "isWithheld" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "SeriesAnalysis" ADD COLUMN     "isWithheld" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ReferenceStandard" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "patientId" UUID NOT NULL,
    "medicalImageId" UUID,
    "label" "ReferenceLabel" NOT NULL,
    "source" "ReferenceSource" NOT NULL,
    "establishedOn" DATE NOT NULL,
    "note" TEXT,
    "recordedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReferenceStandard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SilentMode" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "targetPatients" INTEGER NOT NULL,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "isReleased" BOOLEAN,

    CONSTRAINT "SilentMode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SilentResult" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "silentModeId" UUID NOT NULL,
    "analysisId" UUID NOT NULL,
    "patientId" UUID NOT NULL,
    "medicalImageId" UUID NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "outcome" "AnalysisOutcome" NOT NULL,
    "row" JSONB,

    CONSTRAINT "SilentResult_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReferenceStandard_organizationId_id_idx" ON "ReferenceStandard"("organizationId", "id");

-- CreateIndex
CREATE INDEX "ReferenceStandard_patientId_id_idx" ON "ReferenceStandard"("patientId", "id");

-- CreateIndex
CREATE INDEX "ReferenceStandard_medicalImageId_id_idx" ON "ReferenceStandard"("medicalImageId", "id");

-- CreateIndex
CREATE INDEX "ReferenceStandard_recordedById_idx" ON "ReferenceStandard"("recordedById");

-- CreateIndex
CREATE INDEX "SilentMode_organizationId_id_idx" ON "SilentMode"("organizationId", "id");

-- CreateIndex
CREATE INDEX "SilentMode_startedById_idx" ON "SilentMode"("startedById");

-- CreateIndex
CREATE INDEX "SilentMode_endedById_idx" ON "SilentMode"("endedById");

-- CreateIndex
CREATE UNIQUE INDEX "SilentResult_analysisId_key" ON "SilentResult"("analysisId");

-- CreateIndex
CREATE INDEX "SilentResult_silentModeId_idx" ON "SilentResult"("silentModeId");

-- CreateIndex
CREATE INDEX "SilentResult_organizationId_idx" ON "SilentResult"("organizationId");

-- CreateIndex
CREATE INDEX "SilentResult_patientId_idx" ON "SilentResult"("patientId");

-- CreateIndex
CREATE INDEX "SilentResult_medicalImageId_idx" ON "SilentResult"("medicalImageId");

-- CreateIndex
CREATE INDEX "SilentResult_modelVersionId_idx" ON "SilentResult"("modelVersionId");

-- AddForeignKey
ALTER TABLE "ReferenceStandard" ADD CONSTRAINT "ReferenceStandard_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceStandard" ADD CONSTRAINT "ReferenceStandard_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceStandard" ADD CONSTRAINT "ReferenceStandard_medicalImageId_fkey" FOREIGN KEY ("medicalImageId") REFERENCES "MedicalImage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceStandard" ADD CONSTRAINT "ReferenceStandard_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentMode" ADD CONSTRAINT "SilentMode_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentMode" ADD CONSTRAINT "SilentMode_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentMode" ADD CONSTRAINT "SilentMode_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_silentModeId_fkey" FOREIGN KEY ("silentModeId") REFERENCES "SilentMode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_analysisId_fkey" FOREIGN KEY ("analysisId") REFERENCES "Analysis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_medicalImageId_fkey" FOREIGN KEY ("medicalImageId") REFERENCES "MedicalImage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilentResult" ADD CONSTRAINT "SilentResult_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded as true stays recorded.
CREATE FUNCTION "refuseReferenceStandardChange"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Reference standards are append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "ReferenceStandard_append_only" BEFORE UPDATE OR DELETE ON "ReferenceStandard"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseReferenceStandardChange"();

CREATE UNIQUE INDEX "SilentMode_one_open" ON "SilentMode"("organizationId") WHERE "endedAt" IS NULL;

-- The lock that whoever stores a result shares, and whoever begins or ends silent mode has alone: a transaction sees one state.
CREATE FUNCTION "silentModeLock"(organization UUID) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('eventeye silent mode ' || organization::TEXT, 0)
$$;

-- The open silent mode of an organization, or null; it stays as it is until the transaction ends.
CREATE FUNCTION "openSilentMode"(organization UUID) RETURNS UUID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared("silentModeLock"(organization));
  RETURN (SELECT "id" FROM "SilentMode" WHERE "organizationId" = organization AND "endedAt" IS NULL);
END
$$;

-- Results of silent mode never reach the tables that are read: whichever code stores them, now or later, can not forget it.
CREATE FUNCTION "withholdOutcome"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF "openSilentMode"(NEW."organizationId") IS NOT NULL THEN
    NEW."outcome" := NULL;
    NEW."malignancyProbability" := NULL;
    NEW."isWithheld" := true;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "Analysis_answered_in_silence" BEFORE INSERT ON "Analysis" FOR EACH ROW
WHEN (NEW."status" = 'SUCCEEDED') EXECUTE FUNCTION "withholdOutcome"();
CREATE TRIGGER "Analysis_ended_in_silence" BEFORE UPDATE OF "status" ON "Analysis" FOR EACH ROW
WHEN (NEW."status" = 'SUCCEEDED' AND OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "withholdOutcome"();

CREATE FUNCTION "withholdResult"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  of "Analysis"%ROWTYPE;
  silent UUID;
BEGIN
  SELECT * INTO of FROM "Analysis" WHERE "id" = NEW."analysisId";
  silent := "openSilentMode"(of."organizationId");
  IF silent IS NULL THEN
    RETURN NEW;
  END IF;
  INSERT INTO "SilentResult" ("id", "organizationId", "silentModeId", "analysisId", "patientId", "medicalImageId", "modelVersionId", "outcome", "row")
  VALUES (gen_random_uuid(), of."organizationId", silent, of."id", of."patientId", of."medicalImageId", NEW."modelVersionId", NEW."outcome", to_jsonb(NEW));
  RETURN NULL;
END
$$;
CREATE TRIGGER "AIAnalysisResult_in_silence" BEFORE INSERT ON "AIAnalysisResult" FOR EACH ROW EXECUTE FUNCTION "withholdResult"();
