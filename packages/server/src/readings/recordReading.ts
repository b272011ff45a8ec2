import { EventEyeError } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { PrismaClient, Reading } from '../database/client.js';
import type { Caller } from '../services.js';

/** What a reader says of an analysis. */
export interface ReadingInput {
  analysisId: string;
  agrees: boolean;
  /** Needed of who does not agree; of who agrees it is what the result says. */
  label?: Reading['label'] | null | undefined;
  note?: string | null | undefined;
}

const mostCharacters = 2_000;

/**
 * Stores a clinician's own reading. A later one of the same reader stands beside the earlier and does not change it.
 *
 * @throws EventEyeError FORBIDDEN for who may not read for a patient, NOT_FOUND, VALIDATION_FAILED.
 */
export async function recordReading(
  prisma: PrismaClient,
  caller: Caller,
  { analysisId, agrees, label, note }: ReadingInput,
): Promise<Reading> {
  mayChange(caller, 'WRITE', 'record readings');
  if (caller.role === 'INTEGRATION' || caller.token.kind !== 'SESSION') {
    throw new EventEyeError('FORBIDDEN', 'A reading is a person’s: sign in as the reader.');
  }
  const analysis = await prisma.analysis.findFirst({ where: { id: analysisId, ...visibleAnalyses(caller) } });
  if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis. Look the image up again.');
  if (analysis.outcome === null) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'The analysis has no result to agree with. Wait until it has.',
      {
        path: ['input', 'analysisId'],
      },
    );
  }
  if (note && note.length > mostCharacters) {
    throw new EventEyeError('VALIDATION_FAILED', `Use at most ${mostCharacters} characters for the note.`, {
      path: ['input', 'note'],
    });
  }
  const { organizationId, patientId } = analysis;
  return prisma.reading.create({
    data: {
      organizationId,
      patientId,
      analysisId,
      readerId: caller.userId,
      agrees,
      label: labelOf(analysis.outcome, agrees, label),
      note: note?.trim() || null,
    },
  });
}

/** Whoever agrees with BENIGN or MALIGNANT says the same; an abstention can be agreed with only by an own label. */
function labelOf(
  outcome: string,
  agrees: boolean,
  label: Reading['label'] | null | undefined,
): Reading['label'] {
  const said = outcome === 'BENIGN' || outcome === 'MALIGNANT' ? outcome : null;
  const wrong = (sentence: string) =>
    new EventEyeError('VALIDATION_FAILED', sentence, { path: ['input', 'label'] });
  if (!label) {
    if (agrees && said) return said;
    throw wrong('Say what you read: BENIGN, MALIGNANT or UNSURE.');
  }
  if (said && label !== 'UNSURE' && agrees !== (label === said))
    throw wrong('The label contradicts agrees. Correct one of the two.');
  return label;
}
