import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseConfig } from '../config.js';
import { openDatabase } from '../database/openDatabase.js';
import { startLabelledExport } from '../labelledExport/startLabelledExport.js';
import { type LabelledSummary, writeLabelled } from '../labelledExport/writeLabelled.js';
import { loadSecret } from '../loadSecret.js';
import { localStorage } from '../storage/localStorage.js';
import { createLog } from './createLog.js';
import { findOrganization } from './findOrganization.js';
import { writeNewFile } from './writeNewFile.js';

/** What `eventeye export-labels` is told. */
export interface ExportLabelsOptions {
  /** Name or id. */
  organization: string;
  out: string;
}

/**
 * `eventeye export-labels`: what administrators fetch from `/readings/labelled-images.zip`, into a new file that its owner alone
 * can read. It is recorded in the audit with the account of the operating system, as nobody is signed in here. Exits with 1 when
 * an image could not be read; the others are there.
 *
 * @throws EventEyeError NOT_FOUND, CONFLICT, STORAGE_FAILED, DATA_DIRECTORY_LOCKED while a server runs on the embedded database.
 */
export async function exportLabelsCommand({ organization, out }: ExportLabelsOptions): Promise<void> {
  const config = parseConfig(process.env);
  const secret = loadSecret(config);
  const storage = localStorage(join(config.dataDirectory, 'files'));
  const database = await openDatabase(config, createLog('warn'));
  try {
    const { id } = await findOrganization(database.prisma, organization);
    const actor = {
      caller: null,
      origin: { address: null, userAgent: `eventeye export-labels by ${account()}` },
    };
    let summary: LabelledSummary | undefined;
    await writeNewFile(resolve(out), async () => {
      const labelled = await startLabelledExport(database.prisma, actor, id);
      return writeLabelled({ storage, secret, config }, id, labelled, (told) => {
        summary = told;
      });
    });
    if (summary) report(out, summary);
  } finally {
    await database.close();
  }
}

function report(out: string, { images, contradictory, undecided, unreadable }: LabelledSummary): void {
  console.log(
    `${out}: ${images} images; left out ${contradictory} that readers contradict each other on, ${undecided} undecided`,
  );
  if (unreadable === 0) return;
  console.error(
    `${unreadable} images could not be read and are left out. Set EVENTEYE_DATA_DIR to where the server keeps its files.`,
  );
  process.exitCode = 1;
}

/** A container may run under a number that has no name. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
