import { crossTable } from '../crossTable.js';
import { counted } from '../format.js';
import { limitsOf } from '../limits.js';
import type { ClaimCardInput } from '../renderClaimCard.js';
import type { ClaimAnswers } from './claimAnswers.js';

/** Evaluation, results and discussion. */
export function resultAnswers(card: ClaimCardInput): ClaimAnswers {
  const { manifest, notes, patientCases, examples } = card;
  const { patients, slices } = manifest.dataset;
  const internal = `Internal testing on ${counted(patients.test, 'patient')} (${counted(slices.test, 'slice')}) of the same source, held out by patient.`;
  const synthetic = manifest.isDemonstration
    ? { 33: 'Not done: no clinical data.', 34: 'Not applicable: no patients.' }
    : {};
  return {
    ...synthetic,
    32: internal,
    35: `Included: training ${counted(patients.train, 'patient')} (${counted(slices.train, 'slice')}), validation ${counted(patients.validation, 'patient')} (${counted(slices.validation, 'slice')}), test ${counted(patients.test, 'patient')} (${counted(slices.test, 'slice')}).`,
    36: classes(card),
    37: 'See Figures on the test part.',
    38: `See Figures on the test part: sensitivity and specificity at 0.5 with their intervals; Abstention for what the thresholds do.${manifest.isDemonstration ? ' None is an estimate of diagnostic performance.' : ''}`,
    39: `${failures(patientCases)}${examples.some(({ kind }) => kind === 'MISS') ? ' The report shows misses with their attention maps.' : ''} No further analysis was done.`,
    40: [...limitsOf(manifest), ...notes.limits].join(' '),
    41: notes.intendedUse,
    42: 'The evaluation report beside this card, the manifest and the decisions of the project (`docs/decisions`).',
    43: `Model: ${manifest.licence}, SHA-256 \`${manifest.file.sha256}\`.`,
  };
}

function classes({ manifest, patientCases }: ClaimCardInput): string {
  const names = manifest.labels.map(({ name }) => name);
  const { rows } = crossTable(
    patientCases,
    { of: ({ label }) => label, names },
    { of: () => 'all', names: [] },
  );
  return `Classes of the test part: ${rows.map(({ name, total }) => `${total} ${name}`).join(', ')}.`;
}

function failures(cases: ClaimCardInput['patientCases']): string {
  const missed = cases.filter(({ malignant, probability }) => malignant && probability < 0.5).length;
  const alarmed = cases.filter(({ malignant, probability }) => !malignant && probability >= 0.5).length;
  return `Of ${counted(cases.length, 'test patient')}, ${missed} malignant fell below 0.5 and ${alarmed} others reached it.`;
}
