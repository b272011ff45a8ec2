import { csvCell } from '../audit/toCsv.js';
import type { ModelVersion, PrismaClient, ReanalysisItem } from '../database/client.js';
import { encodeGlobalId } from '../schema/globalId.js';

const pageSize = 1_000;

const columns = [
  'analysisId',
  'medicalImageId',
  'patientId',
  'state',
  'storedModel',
  'storedOutcome',
  'storedMalignancyProbability',
  'storedBiRads',
  'hypotheticalModel',
  'hypotheticalOutcome',
  'hypotheticalMalignancyProbability',
  'hypotheticalBiRads',
  'hypotheticalModelIsDemonstration',
  'errorCode',
];

/** The first line of the export, by RFC 4180. What another model would say is called hypothetical in every column. */
export const itemCsvHeader = `${columns.join(',')}\r\n`;

/** An item with what its line names. */
export type CsvItem = ReanalysisItem & { storedModelVersion: Pick<ModelVersion, 'name' | 'version'> };

/** One line; ids are global ids. */
export function itemCsvLine(
  item: CsvItem,
  model: Pick<ModelVersion, 'name' | 'version' | 'isDemonstration'>,
): string {
  const { storedModelVersion: stored } = item;
  return `${[
    encodeGlobalId('Analysis', item.analysisId),
    encodeGlobalId('MedicalImage', item.medicalImageId),
    encodeGlobalId('Patient', item.patientId),
    item.state,
    `${stored.name}@${stored.version}`,
    item.storedOutcome,
    String(item.storedProbability),
    item.storedBiRads.join(' '),
    `${model.name}@${model.version}`,
    item.outcome ?? '',
    item.malignancyProbability === null ? '' : String(item.malignancyProbability),
    item.biRads.join(' '),
    String(model.isDemonstration),
    item.errorCode ?? '',
  ]
    .map(csvCell)
    .join(',')}\r\n`;
}

/** The items of a report in their order, page by page, so that memory does not grow with them. */
export async function* itemPages(prisma: PrismaClient, reportId: string): AsyncGenerator<CsvItem[]> {
  let after = 0;
  for (;;) {
    const page = await prisma.reanalysisItem.findMany({
      where: { reportId, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: pageSize,
      include: { storedModelVersion: { select: { name: true, version: true } } },
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.ordinal;
  }
}
