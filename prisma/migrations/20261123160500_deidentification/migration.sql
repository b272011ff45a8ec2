-- CreateEnum
CREATE TYPE "DeidentificationPolicy" AS ENUM ('OFF', 'ON', 'REQUIRED');

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "deidentificationPolicy" "DeidentificationPolicy";

-- AlterTable
ALTER TABLE "MedicalImage" ADD COLUMN     "deidentification" JSONB;
