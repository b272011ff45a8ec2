import type pg from 'pg';
import { encodeGlobalId } from '../../schema/globalId.js';
import type { Subjects } from '../../sqlBudget/uiOperations.js';

/** Different rows to ask about, drawn evenly from the whole table of one organization. */
export async function drawSubjects(
  client: pg.Client,
  organizationId: string,
  count: number,
): Promise<Subjects[]> {
  const draw = async (sql: string) => (await client.query(sql, [organizationId, count])).rows;
  const persons = await draw(
    `SELECT id, mrn, name FROM "Patient" WHERE "organizationId" = $1 ORDER BY md5(id::text) LIMIT $2`,
  );
  const runs = await draw(
    `SELECT run.id, run."seriesId", series."studyId" FROM "SeriesAnalysis" run JOIN "Series" series ON series.id = run."seriesId"
     WHERE run."organizationId" = $1 ORDER BY md5(run.id::text) LIMIT $2`,
  );
  const analyses = await draw(
    `SELECT id, "medicalImageId" FROM "Analysis" WHERE "organizationId" = $1 AND "patientId" IN (
       SELECT id FROM "Patient" WHERE "organizationId" = $1 ORDER BY md5(id::text) LIMIT $2) ORDER BY md5(id::text) LIMIT $2`,
  );
  return Array.from({ length: count }, (_, i) => {
    const person = persons[i % persons.length] as { id: string; mrn: string; name: string };
    const run = runs[i % runs.length] as { id: string; seriesId: string; studyId: string };
    const analysis = analyses[i % analyses.length] as { id: string; medicalImageId: string };
    const [family = '', given = ''] = person.name.split('^');
    // As people type: a record number, the beginning of a name, two beginnings.
    const searches = [person.mrn, family.slice(0, 3), `${family} ${given.slice(0, 2)}`, given.slice(0, 4)];
    return {
      patientId: encodeGlobalId('Patient', person.id),
      studyId: encodeGlobalId('Study', run.studyId),
      seriesId: encodeGlobalId('Series', run.seriesId),
      seriesAnalysisId: encodeGlobalId('SeriesAnalysis', run.id),
      medicalImageId: encodeGlobalId('MedicalImage', analysis.medicalImageId),
      analysisId: encodeGlobalId('Analysis', analysis.id),
      search: searches[i % searches.length]!,
    };
  });
}
