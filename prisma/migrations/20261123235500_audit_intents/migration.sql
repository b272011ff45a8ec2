-- Changes that were begun and are not in the audit yet. What is left of a process that died is recorded as interrupted.
CREATE TABLE "AuditIntent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "aliveAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditIntent_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "AuditIntent_aliveAt_idx" ON "AuditIntent"("aliveAt");
