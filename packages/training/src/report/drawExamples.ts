import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { postprocess, renderHeatmap } from '@eventeye/inference/pipeline';
import sharp from 'sharp';
import { malignancyOf } from '../evaluation/probabilities.js';
import type { MappedSlice } from '../packing/comparePrecisions.js';
import type { ReportExample } from './reportInput.js';

/** Draws the surest hits and the surest misses of each class, one slice a patient. */
export async function drawExamples(
  prepared: string,
  slices: readonly MappedSlice[],
  manifest: Manifest,
  each = 2,
): Promise<ReportExample[]> {
  const { labels, calibration } = manifest;
  const malignant = (label: string) => labels.some((one) => one.name === label && one.malignant);
  const judged = slices.map((slice) => ({
    slice,
    probability: malignancyOf(slice.logits, labels, calibration),
    truth: malignant(slice.label),
  }));
  const examples: ReportExample[] = [];
  for (const truth of [true, false]) {
    const own = judged
      .filter((one) => one.truth === truth)
      .sort((a, b) => (truth ? b.probability - a.probability : a.probability - b.probability));
    const hits = firstOfPatients(own, each).filter(({ probability }) => probability >= 0.5 === truth);
    const misses = firstOfPatients(own.toReversed(), each).filter(
      ({ probability }) => probability >= 0.5 !== truth,
    );
    for (const [kind, chosen] of [
      ['HIT', hits],
      ['MISS', misses],
    ] as const)
      for (const { slice, probability } of chosen)
        examples.push({ kind, probability, ...(await draw(prepared, slice, manifest)) });
  }
  return examples;
}

function firstOfPatients<T extends { slice: MappedSlice }>(ordered: readonly T[], count: number): T[] {
  const seen = new Set<string>();
  return ordered
    .filter(({ slice }) => !seen.has(slice.patient) && seen.add(slice.patient).size > 0)
    .slice(0, count);
}

async function draw(
  prepared: string,
  slice: MappedSlice,
  manifest: Manifest,
): Promise<Omit<ReportExample, 'kind' | 'probability'>> {
  const { width, height } = manifest.input;
  const { outcome, predicted } = postprocess(Float32Array.from(slice.logits), manifest, true);
  const [, rows, columns] = manifest.outputs.featureShape;
  const content = { left: 0, top: 0, width: 1, height: 1 };
  const attention = { rows, columns, values: slice.maps[predicted.index]!, content, label: predicted.name };
  const picture = await sharp(readFileSync(join(prepared, slice.path)))
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const heatmap = await renderHeatmap(attention, width, height);
  const attentionPng = await sharp(picture)
    .composite([{ input: Buffer.from(heatmap) }])
    .png()
    .toBuffer();
  return {
    label: slice.label,
    outcome,
    slicePng: new Uint8Array(picture),
    attentionPng: new Uint8Array(attentionPng),
  };
}
