import type { AIAnalysisResult } from '@eventeye/client';

/** What two results are compared by, in the order it is shown. */
export const comparedFields = [
  'outcome',
  'malignancyProbability',
  'confidence',
  'biRads',
  'model',
  'modelSha256',
  'preprocessing',
  'runtime',
  'image',
] as const;

/** One of {@link comparedFields}. */
export type ComparedField = (typeof comparedFields)[number];

/** Two results beside one another. */
export interface ResultComparison {
  differs: Record<ComparedField, boolean>;
  /** Later minus earlier, in percentage points. */
  probabilityChangePoints: number;
  /** `reproduced`: the same model of the same picture gave the same score. */
  kind: 'reproduced' | 'same-model' | 'other-model';
}

/** Runs of one model on one machine differ by less; shown figures have one digit after the point. */
const tolerance = 0.0005;

/** In what two results differ. Scores that are shown alike count as alike. */
export function compareResults(earlier: AIAnalysisResult, later: AIAnalysisResult): ResultComparison {
  const isFar = (a: number, b: number) => Math.abs(a - b) >= tolerance;
  const differs: Record<ComparedField, boolean> = {
    outcome: earlier.outcome !== later.outcome,
    malignancyProbability: isFar(earlier.malignancyProbability, later.malignancyProbability),
    confidence: isFar(earlier.confidence, later.confidence),
    biRads: earlier.biRads.categories.join() !== later.biRads.categories.join(),
    model: earlier.model.name !== later.model.name || earlier.model.version !== later.model.version,
    modelSha256: earlier.receipt.modelSha256 !== later.receipt.modelSha256,
    preprocessing: earlier.receipt.preprocessing !== later.receipt.preprocessing,
    runtime: earlier.receipt.runtime !== later.receipt.runtime,
    image: earlier.receipt.imageSha256 !== later.receipt.imageSha256,
  };
  const isSameModel = !differs.model && !differs.modelSha256;
  const isSameSaid = !differs.outcome && !differs.malignancyProbability && !differs.image;
  return {
    differs,
    probabilityChangePoints: (later.malignancyProbability - earlier.malignancyProbability) * 100,
    kind: !isSameModel ? 'other-model' : isSameSaid ? 'reproduced' : 'same-model',
  };
}
