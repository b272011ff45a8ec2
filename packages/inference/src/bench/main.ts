// Raw rates of the shipped model, the pool's, and what an image costs beside inference. Prints one JSON object.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createPhantom, writeStudy } from '@eventeye/phantom';
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import { decodeImage } from '../decode/decodeImage.js';
import { startEngine } from '../engine/startEngine.js';
import { classActivation } from '../explain/classActivation.js';
import { loadManifest } from '../manifest/loadManifest.js';
import { predict } from '../pipeline/predict.js';
import { prepareDecoded } from '../pipeline/prepareSlice.js';
import { openSession } from '../pipeline/session.js';
import { toTensor } from '../pipeline/toTensor.js';
import { renderHeatmap } from '../render/renderHeatmap.js';
import { matmulModel } from './matmulModel.js';
import { cpuOf, rateOf, takeTurns } from './measure.js';
import { rawPair } from './rawPair.js';

// As in the engine's threads.
sharp.concurrency(1);
sharp.cache(false);
const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 3);
/** Multiply-adds of a ResNet50 at 224 x 224, counted as two operations each. */
const gflopPerImage = 8.2;
const model = dirname(createRequire(import.meta.url).resolve('@eventeye/model/package.json'));

const phantom = createPhantom({ seed: 4, lesion: 'MALIGNANT', slices: 1, size: 448 });
const dicom = [...writeStudy(phantom, { phases: ['post1'] })][0]!.bytes;
const { input } = loadManifest(model);
const decoded = await decodeImage(dicom);
const jpeg = new Uint8Array(
  await sharp(
    Uint8Array.from(decoded.grey, (value) => value / 16),
    { raw: { width: 448, height: 448, channels: 1 } },
  )
    .resize(512, 512)
    .toColourspace('b-w')
    .jpeg()
    .toBuffer(),
);
const tensor = toTensor((await prepareDecoded(decoded, input)).samples, input);

const size = 1024;
const product = await ort.InferenceSession.create(matmulModel(size), { intraOpNumThreads: 1 });
const square = new ort.Tensor('float32', new Float32Array(size * size).fill(0.5), [size, size]);
// The fp16 file computes in fp32: its weights are cast when it is loaded.
const fp32 = await openSession(model, { precision: 'fp16' });
const int8 = await openSession(model, { precision: 'int8' });
/** Eight images in one run of the graph, which the engine does not do: it would make the first wait for the last. */
const batchOf = async (file: string) => {
  const session = await ort.InferenceSession.create(join(model, file), { intraOpNumThreads: 1 });
  const images = new Float32Array(8 * tensor.length);
  for (let i = 0; i < 8; i++) images.set(tensor, i * tensor.length);
  const feeds = { input: new ort.Tensor('float32', images, [8, 3, input.height, input.width]) };
  return () => session.run(feeds);
};
const eight = {
  fp32: await batchOf(fp32.manifest.file.path),
  int8: await batchOf(int8.manifest.file.path),
};
const raw = await takeTurns(
  {
    peakProducts: () => rateOf(() => product.run({ A: square }), seconds),
    fp32: () => rateOf(() => fp32.run(tensor), seconds),
    int8: () => rateOf(() => int8.run(tensor), seconds),
    fp32OfEight: () => rateOf(() => eight.fp32(), seconds),
    int8OfEight: () => rateOf(() => eight.int8(), seconds),
  },
  rounds,
);

const closers: (() => Promise<unknown>)[] = [];

/** Images a second of an engine of two threads, fed so that a thread never waits. */
async function poolRate(precision: 'fp16' | 'int8'): Promise<() => Promise<number>> {
  const engine = await startEngine({ modelDirectory: model, precision, threads: 2 });
  await engine.ready();
  closers.push(() => engine.close());
  return async () => {
    const begun = performance.now();
    let done = 0;
    const lane = async () => {
      while (performance.now() - begun < seconds * 1000) {
        await engine.analyze(dicom);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: 4 }, lane));
    return done / ((performance.now() - begun) / 1000);
  };
}
/** The same of two raw sessions. */
async function pairRate(precision: 'fp16' | 'int8'): Promise<() => Promise<number>> {
  const pair = await rawPair(model, precision, seconds);
  closers.push(pair.close);
  return pair.rate;
}
const pool = await takeTurns(
  {
    rawPairFp32: await pairRate('fp16'),
    poolFp32: await poolRate('fp16'),
    rawPairInt8: await pairRate('int8'),
    poolInt8: await poolRate('int8'),
  },
  Math.max(3, rounds - 2),
);
for (const close of closers) await close();

const { features } = await int8.run(tensor);
const attention = classActivation(
  features,
  int8.headWeights,
  int8.manifest.outputs,
  { index: 1, name: 'MALIGNANT' },
  { left: 0, top: 0, width: 1, height: 1 },
);
const jpegDecoded = await decodeImage(jpeg);
const prepared = prepareDecoded(decoded, input);
const stages = {
  decodeDicom: await cpuOf(() => decodeImage(dicom), 200),
  prepareDicom: await cpuOf(() => prepareDecoded(decoded, input), 200),
  decodeJpeg: await cpuOf(() => decodeImage(jpeg), 200),
  prepareJpeg: await cpuOf(() => prepareDecoded(jpegDecoded, input), 200),
  tensor: await cpuOf(async () => toTensor((await prepared).samples, input), 200),
  inferenceInt8: await cpuOf(() => int8.run(tensor), 30),
  wholeDicomInt8: await cpuOf(() => predict(dicom, int8), 30),
  heatmapPng: await cpuOf(() => renderHeatmap(attention, 448, 448), 30),
};
await fp32.release();
await int8.release();
const peakGflops = (raw.peakProducts! * 2 * size ** 3) / 1e9;
process.stdout.write(
  `${JSON.stringify({
    peakGflops,
    raw: {
      fp32: raw.fp32,
      int8: raw.int8,
      fp32OfEight: raw.fp32OfEight! * 8,
      int8OfEight: raw.int8OfEight! * 8,
    },
    fp32OfPeak: (raw.fp32! * gflopPerImage) / peakGflops,
    int8OverFp32: raw.int8! / raw.fp32!,
    pool,
    stages,
  })}\n`,
);
