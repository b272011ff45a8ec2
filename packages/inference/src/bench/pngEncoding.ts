// What PNG settings cost and give on slices as they are shown, one processor: `node scripts/runSource.mjs
// packages/inference/src/bench/pngEncoding.ts [folder of DICOM slices]`; without a folder, phantom slices.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPhantom, writeStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { toSamples } from '../render/encodeValues.js';
import { openForDisplay } from '../render/openForDisplay.js';
import { renderHeatmap } from '../render/renderHeatmap.js';
import { renderImage } from '../render/renderImage.js';
import { renderOverlay } from '../render/renderOverlay.js';

sharp.concurrency(1);
sharp.cache(false);
const rounds = 5;
const folder = process.argv[2];
const files = folder
  ? readdirSync(folder)
      .sort()
      .filter((_name, i) => i % 20 === 10)
      .map((name) => new Uint8Array(readFileSync(join(folder, name))))
  : [
      ...writeStudy(createPhantom({ seed: 4, lesion: 'MALIGNANT', slices: 8, size: 448 }), {
        phases: ['post1'],
      }),
    ].map(({ bytes }) => bytes);
const slices = await Promise.all(
  files.map(async (bytes) => {
    const display = await openForDisplay(bytes);
    return { shown: display.draw(), values: toSamples(display.values()).samples };
  }),
);

/** Median time and mean size of one PNG. */
async function measure(work: (index: number) => Promise<Uint8Array>) {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round <= rounds; round++) {
    const begun = performance.now();
    bytes = 0;
    for (let index = 0; index < files.length; index++) bytes += (await work(index)).length;
    if (round > 0) times.push((performance.now() - begun) / files.length);
  }
  const ms = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { ms: Number(ms.toFixed(2)), kilobytes: Number((bytes / files.length / 1024).toFixed(1)) };
}

const table: Record<string, unknown>[] = [];
for (const bits of [8, 16] as const) {
  for (const adaptiveFiltering of [false, true]) {
    for (const compressionLevel of [1, 2, 3, 6, 9]) {
      const encoded = await measure((index) => {
        const { shown, values } = slices[index]!;
        const { width, height } = shown;
        return sharp(bits === 8 ? shown.samples : new Uint16Array(values), {
          raw: { width, height, channels: bits === 8 ? shown.channels : 1 },
        })
          .toColourspace(bits === 8 ? 'b-w' : 'grey16')
          .png({ compressionLevel, adaptiveFiltering })
          .toBuffer();
      });
      table.push({ bits, adaptiveFiltering, compressionLevel, ...encoded });
    }
  }
}
console.table(table);

const values = Uint8Array.from({ length: 49 }, (_, i) =>
  Math.max(0, Math.round(255 - 70 * Math.hypot((i % 7) - 4, Math.floor(i / 7) - 2))),
);
const content = { left: 0, top: 0, width: 1, height: 1 };
const attention = { columns: 7, rows: 7, values, content, label: 'MALIGNANT' };
const { width, height } = slices[0]!.shown;
console.table({
  'image, 8 bits': await measure((index) => renderImage(files[index]!)),
  'image, 8 bits, own window': await measure((index) =>
    renderImage(files[index]!, { windowCenter: 300, windowWidth: 600 }),
  ),
  'image, 16 bits': await measure((index) => renderImage(files[index]!, { bits: 16 })),
  'thumbnail, 96 pixels': await measure((index) => renderImage(files[index]!, { maxSize: 96 })),
  'heat map': await measure(() => renderHeatmap(attention, width, height)),
  overlay: await measure((index) => renderOverlay(files[index]!, attention)),
});
