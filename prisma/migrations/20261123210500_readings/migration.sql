-- CreateEnum
CREATE TYPE "ReadingLabel" AS ENUM ('BENIGN', 'MALIGNANT', 'UNSURE');

-- CreateTable
CREATE TABLE "Reading" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "patientId" UUID NOT NULL,
    "analysisId" UUID NOT NULL,
    "readerId" UUID NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "label" "ReadingLabel" NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reading_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Reading_analysisId_id_idx" ON "Reading"("analysisId", "id");
CREATE INDEX "Reading_organizationId_id_idx" ON "Reading"("organizationId", "id");
CREATE INDEX "Reading_patientId_idx" ON "Reading"("patientId");
CREATE INDEX "Reading_readerId_idx" ON "Reading"("readerId");
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_analysisId_fkey" FOREIGN KEY ("analysisId") REFERENCES "Analysis"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
