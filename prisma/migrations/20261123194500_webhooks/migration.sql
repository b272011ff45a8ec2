-- CreateEnum
CREATE TYPE "WebhookEvent" AS ENUM ('ANALYSIS_SUCCEEDED', 'ANALYSIS_FAILED', 'ANALYSIS_CANCELED', 'SERIES_ANALYSIS_COMPLETED', 'IMAGE_STORED', 'TEST');

-- CreateEnum
CREATE TYPE "WebhookDeliveryState" AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" "WebhookEvent"[],
    "secret" BYTEA NOT NULL,
    "previousSecret" BYTEA,
    "previousSecretUntil" TIMESTAMPTZ(3),
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failingSince" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "disabledReason" TEXT,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "event" "WebhookEvent" NOT NULL,
    "subjects" JSONB NOT NULL,
    "state" "WebhookDeliveryState" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "lastAttemptAt" TIMESTAMPTZ(3),
    "lastStatus" INTEGER,
    "lastError" TEXT,
    "lastDurationMs" INTEGER,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WebhookEndpoint_organizationId_createdAt_idx" ON "WebhookEndpoint"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_organizationId_createdAt_idx" ON "WebhookDelivery"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_endpointId_state_nextAttemptAt_idx" ON "WebhookDelivery"("endpointId", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The outbox is filled by the database, in the statement that changes the row: whichever code ends an analysis, in bulk or one
-- by one, none can forget it and none can commit without it. Without an endpoint it costs one look-up in a small index.
CREATE FUNCTION "enqueueWebhooks"(organization UUID, happened "WebhookEvent", ids JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "WebhookDelivery" ("id", "organizationId", "endpointId", "event", "subjects", "nextAttemptAt")
  SELECT gen_random_uuid(), organization, endpoint."id", happened, ids, CURRENT_TIMESTAMP
  FROM "WebhookEndpoint" endpoint
  WHERE endpoint."organizationId" = organization AND endpoint."disabledAt" IS NULL AND happened = ANY (endpoint."events");
  IF FOUND THEN
    PERFORM pg_notify('eventeye_webhooks', '');
  END IF;
END
$$;

CREATE FUNCTION "tellAnalysisEnded"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "enqueueWebhooks"(NEW."organizationId", ('ANALYSIS_' || NEW."status"::TEXT)::"WebhookEvent",
    jsonb_build_object('Analysis', NEW."id", 'MedicalImage', NEW."medicalImageId", 'Patient', NEW."patientId"));
  RETURN NULL;
END
$$;

-- Not the slices of a run over a series, which ends with an event of its own.
CREATE TRIGGER "Analysis_ended" AFTER UPDATE OF "status" ON "Analysis" FOR EACH ROW
WHEN (OLD."status" IS DISTINCT FROM NEW."status" AND NEW."status" IN ('SUCCEEDED', 'FAILED', 'CANCELED') AND NEW."seriesAnalysisId" IS NULL)
EXECUTE FUNCTION "tellAnalysisEnded"();

-- Answered from a stored result.
CREATE TRIGGER "Analysis_answered" AFTER INSERT ON "Analysis" FOR EACH ROW
WHEN (NEW."status" IN ('SUCCEEDED', 'FAILED', 'CANCELED') AND NEW."seriesAnalysisId" IS NULL)
EXECUTE FUNCTION "tellAnalysisEnded"();

CREATE FUNCTION "tellSeriesAnalysisEnded"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "enqueueWebhooks"(NEW."organizationId", 'SERIES_ANALYSIS_COMPLETED',
    jsonb_build_object('SeriesAnalysis', NEW."id", 'Series', NEW."seriesId", 'Patient', NEW."patientId"));
  RETURN NULL;
END
$$;

CREATE TRIGGER "SeriesAnalysis_ended" AFTER UPDATE OF "status" ON "SeriesAnalysis" FOR EACH ROW
WHEN (OLD."status" IS DISTINCT FROM NEW."status" AND NEW."status" IN ('SUCCEEDED', 'FAILED', 'CANCELED'))
EXECUTE FUNCTION "tellSeriesAnalysisEnded"();

CREATE FUNCTION "tellImageStored"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "enqueueWebhooks"(NEW."organizationId", 'IMAGE_STORED',
    jsonb_build_object('MedicalImage', NEW."id", 'Series', NEW."seriesId", 'Patient', NEW."patientId"));
  RETURN NULL;
END
$$;

CREATE TRIGGER "MedicalImage_stored" AFTER INSERT ON "MedicalImage" FOR EACH ROW EXECUTE FUNCTION "tellImageStored"();
