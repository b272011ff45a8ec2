import { judgeGate, type ModelSession } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { readSlice } from '../dataset/readSlice.js';
import type { ReportInput } from '../report/reportInput.js';
import { vectorFor } from './collectVectors.js';
import { drawHeldOut } from './exposures.js';
import type { FittedGate } from './fitGate.js';

/** Counts what passes: slices of the test part, and held-out pictures of every stranger kind. */
export async function measureGate(
  folder: string,
  test: readonly PreparedSlice[],
  session: ModelSession,
  fitted: FittedGate,
  heldOut: number,
): Promise<ReportInput['gate']> {
  const counts = new Map<
    string,
    { images: number; inScope: number; expected: 'IN_SCOPE' | 'OUT_OF_SCOPE' }
  >();
  const count = async (name: string, expected: 'IN_SCOPE' | 'OUT_OF_SCOPE', samples: Uint8Array) => {
    const { score, distance } = judgeGate(fitted.gate, await vectorFor(session, samples));
    const row = counts.get(name) ?? { images: 0, inScope: 0, expected };
    row.images += 1;
    if (score >= fitted.minScore && distance <= fitted.maxDistance && !isBlank(samples)) row.inScope += 1;
    counts.set(name, row);
  };
  for (const slice of test) {
    const samples = await readSlice(folder, slice, session.manifest.input);
    await count(slice.label === '' ? 'test slices without a lesion' : 'test slices', 'IN_SCOPE', samples);
  }
  for await (const { kind, samples } of drawHeldOut(session.manifest.input, heldOut))
    await count(`drawn ${kind.toLowerCase().replace('_', ' ')}`, 'OUT_OF_SCOPE', samples);
  return [...counts].map(([name, row]) => ({ name, ...row }));
}

/** The image statistics that come before the gate refuse what has no contrast. */
const isBlank = (samples: Uint8Array) => samples.every((value) => Math.abs(value - samples[0]!) < 4);
