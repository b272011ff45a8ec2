-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('OPEN', 'RECEIVED', 'COMPLETED');

-- CreateTable
CREATE TABLE "PendingUpload" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "patientId" UUID,
    "filename" TEXT NOT NULL,
    "byteLength" BIGINT NOT NULL,
    "sha256" TEXT,
    "state" "UploadState" NOT NULL DEFAULT 'OPEN',
    "claimedUntil" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PendingUpload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PendingUpload_organizationId_state_idx" ON "PendingUpload"("organizationId", "state");

-- CreateIndex
CREATE INDEX "PendingUpload_userId_state_idx" ON "PendingUpload"("userId", "state");

-- CreateIndex
CREATE INDEX "PendingUpload_expiresAt_idx" ON "PendingUpload"("expiresAt");
