import { type AnalysisOutcome, EventEyeError } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { PrismaClient, Reading } from '../database/client.js';
import type { Caller } from '../services.js';

/** What a reader says of an analysis. */
export interface ReadingInput {
  analysisId: string;
  /** Left out by who read blinded, or where the model abstained. */
  agrees?: boolean | null | undefined;
  /** May be left out by who agrees: it is then what the result says. */
  label?: Reading['label'] | null | undefined;
  /** BI-RADS assessment category, such as 4A. */
  biRadsCategory?: string | null | undefined;
  /** Read before the result was seen. */
  isBlinded?: boolean | null | undefined;
  note?: string | null | undefined;
}

const mostCharacters = 2_000;
/** ACR BI-RADS Atlas, 5th edition: assessment categories; 4 with or without its subdivision. */
const biRadsCategories = ['0', '1', '2', '3', '4', '4A', '4B', '4C', '5', '6'];

/**
 * Stores a clinician's own reading. A later one of the same reader stands beside the earlier and does not change it.
 *
 * @throws EventEyeError FORBIDDEN for who may not read for a patient, NOT_FOUND, VALIDATION_FAILED.
 */
export async function recordReading(
  prisma: PrismaClient,
  caller: Caller,
  { analysisId, biRadsCategory, note, ...said }: ReadingInput,
): Promise<Reading> {
  mayChange(caller, 'WRITE', 'record readings');
  if (caller.role === 'INTEGRATION' || caller.token.kind !== 'SESSION') {
    throw new EventEyeError('FORBIDDEN', 'A reading is a person’s: sign in as the reader.');
  }
  const analysis = await prisma.analysis.findFirst({ where: { id: analysisId, ...visibleAnalyses(caller) } });
  if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis. Look the image up again.');
  if (analysis.outcome === null && !analysis.isWithheld) {
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
  if (biRadsCategory && !biRadsCategories.includes(biRadsCategory)) {
    throw new EventEyeError('VALIDATION_FAILED', `Give one of ${biRadsCategories.join(', ')}.`, {
      path: ['input', 'biRadsCategory'],
    });
  }
  const { organizationId, patientId, medicalImageId } = analysis;
  return prisma.reading.create({
    data: {
      organizationId,
      patientId,
      analysisId,
      medicalImageId,
      readerId: caller.userId,
      // Nobody has seen what is withheld, whatever they say of it.
      ...judgementOf(analysis.outcome, analysis.isWithheld ? { ...said, isBlinded: true } : said),
      biRadsCategory: biRadsCategory || null,
      note: note?.trim() || null,
    },
  });
}

/**
 * Label and agreement, which must not contradict each other. Whoever agrees with BENIGN or MALIGNANT says the same; an
 * abstention, and a result that was not seen, can only be met with an own label.
 */
function judgementOf(
  outcome: AnalysisOutcome | null,
  { agrees, label, isBlinded }: Pick<ReadingInput, 'agrees' | 'label' | 'isBlinded'>,
): Pick<Reading, 'agrees' | 'label' | 'isBlinded'> {
  const said = outcome === 'BENIGN' || outcome === 'MALIGNANT' ? outcome : null;
  if (isBlinded) {
    if (agrees != null)
      throw wrong('agrees', 'Who read blinded has seen nothing to agree with: leave agrees out.');
    if (!label) throw wrong('label', 'Say what you read: BENIGN, MALIGNANT or UNSURE.');
    return { agrees: null, label, isBlinded: true };
  }
  if (!label) {
    if (agrees && said) return { agrees, label: said, isBlinded: false };
    throw wrong('label', 'Say what you read: BENIGN, MALIGNANT or UNSURE.');
  }
  if (!said || label === 'UNSURE') return { agrees: agrees ?? null, label, isBlinded: false };
  if (agrees != null && agrees !== (label === said)) {
    throw wrong('label', 'The label contradicts agrees. Correct one of the two.');
  }
  return { agrees: label === said, label, isBlinded: false };
}

function wrong(field: string, sentence: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', sentence, { path: ['input', field] });
}
