import { precisionsOf } from '../describeManifest.js';
import { bounds, count, figure, megabytes, percent } from '../format.js';
import type { ClaimCardInput } from '../renderClaimCard.js';
import { controlOf, controlSentence } from '../sections/control.js';
import { shareAsExpected } from '../sections/gate.js';
import { markdownTable } from './markdownTable.js';

/** AUC of parts of the test patients. */
export function breakdownText({ breakdowns }: ClaimCardInput): string | undefined {
  const rows = breakdowns.flatMap(({ name, rows: groups }) =>
    groups.map(({ value, patients, slices, auc }) => [
      name,
      value,
      count(patients),
      count(slices),
      auc ? figure(auc.value) : 'a class is absent',
      auc ? bounds(auc) : '',
    ]),
  );
  if (rows.length === 0) return undefined;
  return `AUC by patient. The groups were not planned for.\n\n${markdownTable(['', 'group', 'patients', 'slices', 'AUC', 'interval'], rows)}`;
}

/** What the in-scope test let through. */
export function gateText({ gate: sets }: ClaimCardInput): string | undefined {
  if (sets.length === 0) return undefined;
  return markdownTable(
    ['images', 'number', 'in scope', 'expected', 'as expected'],
    sets.map((set) => [
      set.name,
      count(set.images),
      count(set.inScope),
      set.expected,
      percent(shareAsExpected(set)),
    ]),
  );
}

/** Whether shuffled labels lead to chance. */
export function controlText(input: ClaimCardInput): string {
  const sentences = (controlOf(input) ?? []).filter(({ name }) => name === 'auc').map(controlSentence);
  if (sentences.length === 0) return 'No control run on shuffled labels was made.';
  return `The same pipeline on labels shuffled between patients. ${sentences.join(' ')}`;
}

/** How near the other precisions come to fp32; nothing where none was compared. */
export function precisionsText({ manifest }: ClaimCardInput): string | undefined {
  const rows = precisionsOf(manifest).map(({ precision, byteLength, comparison }) => [
    precision,
    megabytes(byteLength),
    comparison ? percent(comparison.classAgreement) : '',
    comparison ? comparison.aucLoss.toFixed(5) : '',
    comparison ? comparison.heatmapCorrelation.toFixed(4) : '',
  ]);
  if (rows.every(([, , agreement]) => agreement === '')) return undefined;
  return `By slice of the test part. The first is served by default.\n\n${markdownTable(['precision', 'file', 'class agreement', 'AUC loss', 'correlation of attention maps'], rows)}`;
}
