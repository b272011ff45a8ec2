import { gateVector, type ModelSession, toTensor } from '@eventeye/inference/pipeline';
import { strangerKinds } from '@eventeye/phantom';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { readSlice } from '../dataset/readSlice.js';
import { drawExposures, spoil } from './exposures.js';
import type { GateSamples } from './fitGate.js';

/** How many pictures the gate is fitted on. */
export interface GateSizes {
  /** In-scope slices of the training and of the validation part. */
  inside: number;
  validation: number;
  /** Pictures of each stranger kind. */
  exposures: number;
}

/** Runs the model over in-scope slices and over pictures that are none, and keeps what the gate looks at. */
export async function collectVectors(
  folder: string,
  slices: readonly PreparedSlice[],
  session: ModelSession,
  sizes: GateSizes,
  onPicture: (done: number, all: number) => void = () => {},
): Promise<GateSamples> {
  const { input } = session.manifest;
  let done = 0;
  const vectorOf = async (samples: Uint8Array) => {
    onPicture(++done, all);
    return vectorFor(session, samples);
  };
  const read = (slice: PreparedSlice) => readSlice(folder, slice, input);
  const of = (part: string, count: number) =>
    evenly(
      slices.filter((slice) => slice.part === part),
      count,
    );
  const training = of('train', sizes.inside);
  const held = of('validation', sizes.validation);
  // One spoilt slice for every five whole ones; of blank pictures there are three.
  const drawn = (strangerKinds.length - 1) * sizes.exposures + 3;
  const all = training.length + Math.ceil(training.length / 5) + drawn + held.length;
  const inside: Float32Array[] = [];
  const outside: Float32Array[] = [];
  const validation: Float32Array[] = [];
  for (const [i, slice] of training.entries()) {
    const samples = await read(slice);
    inside.push(await vectorOf(samples));
    if (i % 5 === 0) outside.push(await vectorOf(spoil(samples, input.width, i / 5).samples));
  }
  for await (const { samples } of drawExposures(input, sizes.exposures))
    outside.push(await vectorOf(samples));
  for (const slice of held) validation.push(await vectorOf(await read(slice)));
  return { inside, outside, validation };
}

/** What the gate looks at, for one prepared picture. */
export async function vectorFor(session: ModelSession, samples: Uint8Array): Promise<Float32Array> {
  const { input, outputs } = session.manifest;
  const { features } = await session.run(toTensor(samples, input));
  return gateVector(features, outputs.featureShape[0], samples, input.width, input.height);
}

function evenly<T>(items: readonly T[], count: number): T[] {
  const wanted = Math.min(count, items.length);
  return Array.from({ length: wanted }, (_, i) => items[Math.floor((i * items.length) / wanted)]!);
}
