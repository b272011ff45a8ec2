// Opens hostile files one after another: `hostileRun.ts <folder> <mutations> <seed>`. Prints one JSON object.
import { EventEyeError } from '@eventeye/core';
import { decodeImage } from '../decode/decodeImage.js';
import { bombs, cutFiles, mutatedFiles } from './hostileFiles.js';

const [folder, count, seed] = process.argv.slice(2) as [string, string, string];
const found = {
  files: 0,
  pictures: 0,
  refused: 0,
  codes: {} as Record<string, number>,
  untyped: [] as string[],
};
let megabytes = 0;
let largest = '';
/** By processor time: a busy machine is no fault of a file. */
let slowest = { name: '', milliseconds: 0 };

function* all() {
  yield* bombs();
  yield* cutFiles(folder);
  yield* mutatedFiles(folder, Number(count), Number(seed));
}

for (const { name, bytes } of all()) {
  const before = process.cpuUsage();
  found.files += 1;
  try {
    const { width, height, grey, rgb } = await decodeImage(bytes);
    if (grey.length !== width * height || (rgb && rgb.length !== 3 * width * height))
      found.untyped.push(`${name}: size`);
    found.pictures += 1;
  } catch (error) {
    if (EventEyeError.is(error)) {
      found.refused += 1;
      found.codes[error.code] = (found.codes[error.code] ?? 0) + 1;
    } else found.untyped.push(`${name}: ${String(error)}`);
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  if (peak > megabytes + 10) [megabytes, largest] = [peak, name];
  if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
}
process.stdout.write(
  `${JSON.stringify({ ...found, slowest, largest, peakMegabytes: process.resourceUsage().maxRSS / 1024 })}\n`,
);
