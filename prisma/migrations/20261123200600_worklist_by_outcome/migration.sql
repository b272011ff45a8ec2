-- Worklists of one outcome, the most suspicious first: without it the database walks past all that are more suspicious.
-- Partial: an analysis enters when it has a result, not each time it changes. Prisma's schema can not say that.
CREATE INDEX "Analysis_outcome_malignancyProbability_idx" ON "Analysis"("organizationId", "outcome", "malignancyProbability", "id")
  WHERE "malignancyProbability" IS NOT NULL;

-- What an image's bytes were answered with before is looked for before anything is computed twice.
CREATE INDEX "AIAnalysisResult_imageSha256_idx" ON "AIAnalysisResult" USING HASH ("imageSha256");

-- No query goes by it: lists are filtered by the column of the analysis.
DROP INDEX "AIAnalysisResult_outcome_idx";
