-- What else a reader says, and the image it is said of: a reader's newest reading of an image is the one that counts.
ALTER TABLE "Reading" ADD COLUMN "medicalImageId" UUID;
UPDATE "Reading" r SET "medicalImageId" = a."medicalImageId" FROM "Analysis" a WHERE a."id" = r."analysisId";
ALTER TABLE "Reading" ALTER COLUMN "medicalImageId" SET NOT NULL;
ALTER TABLE "Reading" ADD COLUMN "biRadsCategory" TEXT;
ALTER TABLE "Reading" ADD COLUMN "isBlinded" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Reading" ALTER COLUMN "agrees" DROP NOT NULL;
CREATE INDEX "Reading_medicalImageId_readerId_id_idx" ON "Reading"("medicalImageId", "readerId", "id");
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_medicalImageId_fkey" FOREIGN KEY ("medicalImageId") REFERENCES "MedicalImage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Where an examination was made: Institution Name (0008,0080), unless de-identification removed it.
ALTER TABLE "Study" ADD COLUMN "institutionName" TEXT;

-- What a reader said stays said.
CREATE FUNCTION refuse_reading_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Readings are append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER readings_are_append_only BEFORE UPDATE OR DELETE ON "Reading"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_reading_change();

ALTER TYPE "WebhookEvent" ADD VALUE 'READING_RECORDED' BEFORE 'TEST';

CREATE FUNCTION "tellReadingRecorded"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "enqueueWebhooks"(NEW."organizationId", 'READING_RECORDED',
    jsonb_build_object('Reading', NEW."id", 'Analysis', NEW."analysisId", 'MedicalImage', NEW."medicalImageId", 'Patient', NEW."patientId"));
  RETURN NULL;
END
$$;
CREATE TRIGGER "Reading_recorded" AFTER INSERT ON "Reading" FOR EACH ROW EXECUTE FUNCTION "tellReadingRecorded"();
