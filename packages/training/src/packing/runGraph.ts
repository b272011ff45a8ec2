import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { classActivation, type ModelSession, openSession } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { judgeSlices } from '../evaluation/judgeSlices.js';
import type { MappedSlice } from './comparePrecisions.js';
import { draftManifest, type ModelFacts } from './draftManifest.js';

const whole = { left: 0, top: 0, width: 1, height: 1 };

/** Opens one precision of an export folder with a drafted manifest. */
export async function openGraph(
  folder: string,
  precision: Manifest['precision'],
  facts: ModelFacts,
): Promise<ModelSession> {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(draftManifest(folder, precision, facts)));
  return openSession(folder);
}

/** Runs slices through a session and keeps logits and the attention map of every label. */
export async function mapSlices(
  prepared: string,
  slices: readonly PreparedSlice[],
  session: ModelSession,
  onSlice: () => void = () => {},
): Promise<MappedSlice[]> {
  const mapped: MappedSlice[] = [];
  const { labels, outputs } = session.manifest;
  await judgeSlices(prepared, slices, session, {
    onSlice: (slice, _samples, features) => {
      onSlice();
      const maps = labels.map(
        ({ name }, index) =>
          classActivation(features, session.headWeights, outputs, { index, name }, whole).values,
      );
      mapped.push({ ...slice, maps });
    },
  });
  return mapped;
}
