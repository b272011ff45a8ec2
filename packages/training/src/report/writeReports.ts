import { join } from 'node:path';
import { writeWhole } from '../files/writeWhole.js';
import type { ClaimNotes } from './claim/claimNotes.js';
import { renderClaimCard } from './renderClaimCard.js';
import { renderReport } from './renderReport.js';
import type { ReportInput } from './reportInput.js';

/** Writes `report.html` and `MODEL_CARD.md` into a folder. */
export function writeReports(folder: string, report: ReportInput, notes: ClaimNotes): void {
  writeWhole(join(folder, 'report.html'), renderReport(report, notes.limits));
  writeWhole(join(folder, 'MODEL_CARD.md'), renderClaimCard({ ...report, notes }));
}
