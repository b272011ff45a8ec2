-- CreateEnum
CREATE TYPE "ReanalysisState" AS ENUM ('WAITING', 'UNCHANGED', 'BAND_CHANGED', 'OUTCOME_CHANGED', 'FAILED');

-- CreateTable
CREATE TABLE "ReanalysisReport" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3),
    "to" TIMESTAMPTZ(3),
    "studyId" UUID,
    "status" "AnalysisStatus" NOT NULL DEFAULT 'QUEUED',
    "itemCount" INTEGER NOT NULL DEFAULT 0,
    "completedItems" INTEGER NOT NULL DEFAULT 0,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReanalysisReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReanalysisItem" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "patientId" UUID NOT NULL,
    "medicalImageId" UUID NOT NULL,
    "analysisId" UUID NOT NULL,
    "storedModelVersionId" UUID NOT NULL,
    "storedOutcome" "AnalysisOutcome" NOT NULL,
    "storedProbability" DOUBLE PRECISION NOT NULL,
    "storedBiRads" TEXT[],
    "state" "ReanalysisState" NOT NULL DEFAULT 'WAITING',
    "outcome" "AnalysisOutcome",
    "malignancyProbability" DOUBLE PRECISION,
    "biRads" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "errorCode" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReanalysisItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReanalysisReport_organizationId_id_idx" ON "ReanalysisReport"("organizationId", "id");

-- CreateIndex
CREATE INDEX "ReanalysisReport_organizationId_status_idx" ON "ReanalysisReport"("organizationId", "status");

-- CreateIndex
CREATE INDEX "ReanalysisItem_reportId_state_ordinal_idx" ON "ReanalysisItem"("reportId", "state", "ordinal");

-- CreateIndex
CREATE INDEX "ReanalysisItem_analysisId_idx" ON "ReanalysisItem"("analysisId");

-- CreateIndex
CREATE INDEX "ReanalysisItem_medicalImageId_idx" ON "ReanalysisItem"("medicalImageId");

-- CreateIndex
CREATE INDEX "ReanalysisItem_patientId_idx" ON "ReanalysisItem"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "ReanalysisItem_reportId_ordinal_key" ON "ReanalysisItem"("reportId", "ordinal");

-- AddForeignKey
ALTER TABLE "ReanalysisReport" ADD CONSTRAINT "ReanalysisReport_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisReport" ADD CONSTRAINT "ReanalysisReport_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisReport" ADD CONSTRAINT "ReanalysisReport_modelVersionId_fkey" FOREIGN KEY ("modelVersionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisReport" ADD CONSTRAINT "ReanalysisReport_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "ReanalysisReport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_medicalImageId_fkey" FOREIGN KEY ("medicalImageId") REFERENCES "MedicalImage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_analysisId_fkey" FOREIGN KEY ("analysisId") REFERENCES "Analysis"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReanalysisItem" ADD CONSTRAINT "ReanalysisItem_storedModelVersionId_fkey" FOREIGN KEY ("storedModelVersionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

