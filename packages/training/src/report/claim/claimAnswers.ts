import type { ClaimCardInput } from '../renderClaimCard.js';
import { dataAnswers } from './dataAnswers.js';
import { modelAnswers } from './modelAnswers.js';
import { resultAnswers } from './resultAnswers.js';

/** What the pipeline itself knows about the items of the checklist, by number. */
export type ClaimAnswers = Partial<Record<number, string>>;

/** What holds for an item: from the files first, then from the notes. */
export function claimAnswer(number: number, input: ClaimCardInput): string {
  const known: ClaimAnswers = { ...dataAnswers(input), ...modelAnswers(input), ...resultAnswers(input) };
  const parts = [known[number], input.notes.statements[number]].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : 'Not stated.';
}
