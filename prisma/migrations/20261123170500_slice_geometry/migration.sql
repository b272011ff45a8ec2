-- AlterTable
ALTER TABLE "MedicalImage" ADD COLUMN     "acquisitionSeconds" DOUBLE PRECISION,
ADD COLUMN     "contentSeconds" DOUBLE PRECISION,
ADD COLUMN     "imageOrientation" DOUBLE PRECISION[],
ADD COLUMN     "imagePosition" DOUBLE PRECISION[],
ADD COLUMN     "laterality" TEXT,
ADD COLUMN     "patientPosition" TEXT,
ADD COLUMN     "pixelSpacing" DOUBLE PRECISION[],
ADD COLUMN     "sliceThicknessMm" DOUBLE PRECISION,
ADD COLUMN     "temporalPosition" INTEGER,
ADD COLUMN     "triggerTimeMs" DOUBLE PRECISION;
