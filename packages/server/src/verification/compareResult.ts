import { createHash } from 'node:crypto';
import { suggestBiRads } from '@eventeye/core';
import type { Prediction, Region } from '@eventeye/inference';
import type { AIAnalysisResult } from '../database/client.js';
import { type Difference, type DifferenceKind, runtimeTolerance } from './verification.js';

type Compared = Omit<Difference, 'kind' | 'member'> | null;

/** Everything in which a recomputed result is another than the stored one, receipt first. */
export function compareResult(stored: AIAnalysisResult, { receipt, ...computed }: Prediction): Difference[] {
  const { values, ...shape } = computed.attention;
  const biRads = suggestBiRads(computed.outcome, computed.malignancyProbability);
  const { probability, attentionLevels } = runtimeTolerance;
  const found: [DifferenceKind, string, Compared][] = [
    ['HASH', 'imageSha256', exact(stored.imageSha256, receipt.imageSha256)],
    ['HASH', 'inputTensorSha256', exact(stored.inputTensorSha256, receipt.inputTensorSha256)],
    ['HASH', 'modelSha256', exact(stored.modelSha256, receipt.modelSha256)],
    ['PREPROCESSING', 'preprocessing', exact(stored.preprocessing, receipt.preprocessing)],
    ['RUNTIME', 'runtime', exact(stored.runtime, receipt.runtime, true)],
    ['OUTCOME', 'outcome', exact(stored.outcome, computed.outcome)],
    ['OUTCOME', 'predictedLabel', exact(stored.predictedLabel, computed.predictedLabel)],
    ['OUTCOME', 'scopeReason', exact(stored.scopeReason ?? '', computed.scope.reason ?? '')],
    ['BAND', 'biRads', exact(stored.biRadsCategories.join(), biRads.categories.join())],
    ['PROBABILITY', 'confidence', near([stored.confidence], [computed.confidence], probability)],
    [
      'PROBABILITY',
      'malignancyProbability',
      near([stored.malignancyProbability], [computed.malignancyProbability], probability),
    ],
    ['PROBABILITY', 'probabilities', probabilities(stored.probabilities, computed.probabilities)],
    ['REGIONS', 'regions', regions(stored.regions as unknown as Region[], computed.regions)],
    ['ATTENTION', 'attention', exact(canonical(stored.attention), canonical(shape))],
    [
      'ATTENTION',
      'attentionValues',
      near([...stored.attentionValues], [...values], attentionLevels, digestOf),
    ],
  ];
  return found.flatMap(([kind, member, difference]) => (difference ? [{ kind, member, ...difference }] : []));
}

function exact(stored: string, recomputed: string, isWithinTolerance = false): Compared {
  return stored === recomputed ? null : { stored, recomputed, largestDelta: null, isWithinTolerance };
}

function near(
  stored: readonly number[],
  recomputed: readonly number[],
  tolerance: number,
  show: (numbers: readonly number[]) => string = (numbers) => numbers.join(' '),
): Compared {
  const lengths = stored.length === recomputed.length;
  const deltas = stored.map((one, i) => Math.abs(one - (recomputed[i] ?? Number.NaN)));
  if (lengths && deltas.every((delta) => delta === 0)) return null;
  const largestDelta = lengths ? deltas.reduce((a, b) => Math.max(a, b), 0) : null;
  return {
    stored: show(stored),
    recomputed: show(recomputed),
    largestDelta,
    isWithinTolerance: largestDelta !== null && largestDelta <= tolerance,
  };
}

function probabilities(stored: unknown, recomputed: Prediction['probabilities']): Compared {
  const was = stored as Prediction['probabilities'];
  const labels = (all: Prediction['probabilities']) => all.map(({ label }) => label).join();
  const numbers = (all: Prediction['probabilities']) => all.map(({ probability }) => probability);
  return labels(was) === labels(recomputed)
    ? near(numbers(was), numbers(recomputed), runtimeTolerance.probability)
    : exact(canonical(was), canonical(recomputed));
}

/** Regions are the same when each has the same place and score as the one it stands beside. */
function regions(stored: readonly Region[], recomputed: readonly Region[]): Compared {
  const same = exact(canonical(stored), canonical(recomputed));
  if (!same || stored.length !== recomputed.length) return same;
  const { regionPixels, regionScore } = runtimeTolerance;
  const delta = (key: 'x' | 'y' | 'width' | 'height' | 'score' | 'frame') =>
    stored.reduce((most, one, i) => Math.max(most, Math.abs(one[key] - recomputed[i]![key])), 0);
  const edges = Math.max(delta('x'), delta('y'), delta('width'), delta('height'));
  return {
    ...same,
    largestDelta: edges,
    isWithinTolerance: edges <= regionPixels && delta('score') <= regionScore && delta('frame') === 0,
  };
}

/** JSON whose members are in one order: the database does not keep ours. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const digestOf = (levels: readonly number[]) =>
  `sha256:${createHash('sha256').update(Uint8Array.from(levels)).digest('hex')}`;
