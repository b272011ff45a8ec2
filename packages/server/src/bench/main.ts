// EventEye's REST door against mosec with the same network, in turns. Prints one JSON object.
import { createPhantom, renderSlice } from '@eventeye/phantom';
import sharp from 'sharp';
import { type LoadFigures, load } from './load.js';
import { median } from './median.js';
import { memoryOfTree } from './memory.js';
import { type Service, startEventEye, startInferenceServer, startMosec } from './services.js';

const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 8);
const concurrency = 4;

const stored = renderSlice(createPhantom({ seed: 4, lesion: 'MALIGNANT', slices: 1, size: 448 }), 'post1', 0);
const most = stored.reduce((max, value) => Math.max(max, value), 0);
const picture = new Uint8Array(
  await sharp(
    Uint8Array.from(stored, (value) => (255 * value) / most),
    { raw: { width: 448, height: 448, channels: 1 } },
  )
    .toColourspace('b-w')
    .png()
    .toBuffer(),
);

const starts = [
  () => startInferenceServer('int8'),
  () => startInferenceServer('fp16'),
  () => startEventEye('int8'),
  () => startEventEye('fp16'),
  () => startMosec('eager'),
  () => startMosec('frozen'),
  () => startMosec('bfloat16'),
  () => startMosec('int8'),
];
const figures = new Map<string, (LoadFigures & { memoryMb: number; engineMb: number })[]>();
// One at a time: two services that are both loaded would share the processors even when only one is asked.
for (let round = 0; round < rounds; round++) {
  for (const start of starts) {
    const service: Service | undefined = await start();
    if (!service) continue;
    try {
      const ask = (time: number) => load(service.url, picture, service.headers, concurrency, time);
      await ask(2);
      const measured = await ask(seconds);
      const all = figures.get(service.name) ?? [];
      const engineMb = memoryOfTree(service.pid, 'engineProcess');
      all.push({ ...measured, memoryMb: memoryOfTree(service.pid), engineMb });
      figures.set(service.name, all);
      console.error(`round ${round + 1}: ${service.name} ${measured.imagesPerSecond.toFixed(1)} images/s`);
    } finally {
      await service.stop();
    }
  }
}
process.stdout.write(
  `${JSON.stringify(
    [...figures].map(([name, all]) => ({
      name,
      imagesPerSecond: median(all.map((one) => one.imagesPerSecond)),
      p50Ms: median(all.map((one) => one.p50Ms)),
      p95Ms: median(all.map((one) => one.p95Ms)),
      p99Ms: median(all.map((one) => one.p99Ms)),
      memoryMb: median(all.map((one) => one.memoryMb)),
      engineMb: median(all.map((one) => one.engineMb)),
      failed: all.reduce((sum, one) => sum + one.failed, 0),
    })),
  )}\n`,
);
