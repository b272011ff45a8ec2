-- AlterTable
ALTER TABLE "Analysis" ADD COLUMN     "seriesAnalysisId" UUID;

-- CreateTable
CREATE TABLE "SeriesAnalysis" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "patientId" UUID NOT NULL,
    "seriesId" UUID NOT NULL,
    "status" "AnalysisStatus" NOT NULL DEFAULT 'QUEUED',
    "sliceCount" INTEGER NOT NULL,
    "completedSlices" INTEGER NOT NULL DEFAULT 0,
    "outcome" "AnalysisOutcome",
    "keyImageId" UUID,
    "requestedById" UUID,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "errorRetryable" BOOLEAN,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SeriesAnalysis_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SeriesAnalysis_seriesId_createdAt_idx" ON "SeriesAnalysis"("seriesId", "createdAt");

-- CreateIndex
CREATE INDEX "SeriesAnalysis_organizationId_status_idx" ON "SeriesAnalysis"("organizationId", "status");

-- CreateIndex
CREATE INDEX "Analysis_seriesAnalysisId_status_idx" ON "Analysis"("seriesAnalysisId", "status");

-- AddForeignKey
ALTER TABLE "Analysis" ADD CONSTRAINT "Analysis_seriesAnalysisId_fkey" FOREIGN KEY ("seriesAnalysisId") REFERENCES "SeriesAnalysis"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesAnalysis" ADD CONSTRAINT "SeriesAnalysis_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesAnalysis" ADD CONSTRAINT "SeriesAnalysis_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesAnalysis" ADD CONSTRAINT "SeriesAnalysis_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesAnalysis" ADD CONSTRAINT "SeriesAnalysis_keyImageId_fkey" FOREIGN KEY ("keyImageId") REFERENCES "MedicalImage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeriesAnalysis" ADD CONSTRAINT "SeriesAnalysis_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
