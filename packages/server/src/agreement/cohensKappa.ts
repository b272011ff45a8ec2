/** Counts of pairs: what the result says by what the reader says. */
export interface PairCounts {
  bothBenign: number;
  bothMalignant: number;
  /** The result says malignant, the reader benign. */
  resultOnly: number;
  /** The reader says malignant, the result benign. */
  readerOnly: number;
}

/**
 * Agreement beyond chance of two raters over two classes (Cohen 1960, Educ Psychol Meas 20:37); null where chance alone would
 * agree always, since then nothing is left to measure.
 */
export function cohensKappa({
  bothBenign,
  bothMalignant,
  resultOnly,
  readerOnly,
}: PairCounts): number | null {
  const total = bothBenign + bothMalignant + resultOnly + readerOnly;
  if (total === 0) return null;
  const observed = (bothBenign + bothMalignant) / total;
  const resultMalignant = (bothMalignant + resultOnly) / total;
  const readerMalignant = (bothMalignant + readerOnly) / total;
  const expected = resultMalignant * readerMalignant + (1 - resultMalignant) * (1 - readerMalignant);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
