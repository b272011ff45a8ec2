-- The audit: append-only, and every event holds the hash of the one before.
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "userId" UUID,
    "patientIds" UUID[],
    "body" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "AuditHead" (
    "organizationId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("organizationId")
);
CREATE UNIQUE INDEX "AuditEvent_organizationId_sequence_key" ON "AuditEvent"("organizationId", "sequence");
CREATE INDEX "AuditEvent_organizationId_userId_sequence_idx" ON "AuditEvent"("organizationId", "userId", "sequence");
CREATE INDEX "AuditEvent_organizationId_recordedAt_idx" ON "AuditEvent"("organizationId", "recordedAt");
CREATE INDEX "AuditEvent_patientIds_idx" ON "AuditEvent" USING GIN ("patientIds");

-- Appends events of one organization and gives the sequence of the last. The row of the head is locked until the transaction ends, so
-- that events of several processes stand one behind the other.
CREATE FUNCTION append_audit_events(organization UUID, events JSONB) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
  event JSONB;
  place BIGINT;
  previous TEXT;
  digest TEXT;
BEGIN
  SELECT sequence, hash INTO place, previous FROM "AuditHead" WHERE "organizationId" = organization FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO "AuditHead" ("organizationId", "sequence", "hash") VALUES (organization, 0, repeat('0', 64))
    ON CONFLICT DO NOTHING;
    SELECT sequence, hash INTO place, previous FROM "AuditHead" WHERE "organizationId" = organization FOR UPDATE;
  END IF;
  FOR event IN SELECT value FROM jsonb_array_elements(events) LOOP
    place := place + 1;
    digest := encode(sha256(convert_to(
      previous || E'\n' || organization::text || E'\n' || place::text || E'\n' || (event->>'body'), 'UTF8')), 'hex');
    INSERT INTO "AuditEvent" ("id", "organizationId", "sequence", "recordedAt", "type", "action", "outcome", "userId", "patientIds",
      "body", "previousHash", "hash")
    VALUES ((event->>'id')::uuid, organization, place, (event->>'recordedAt')::timestamptz, event->>'type', event->>'action',
      event->>'outcome', (event->>'userId')::uuid,
      ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(event->'patientIds')), event->>'body', previous, digest);
    previous := digest;
  END LOOP;
  UPDATE "AuditHead" SET "sequence" = place, "hash" = previous WHERE "organizationId" = organization;
  RETURN place;
END
$$;

CREATE FUNCTION refuse_audit_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit is append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
