// A look at what the generator makes: node scripts/runSource.mjs packages/phantom/src/cli/contactSheet.ts --out FILE.png
//   [--seed 1] [--columns 6] [--rows 4] [--size 256] [--phase post1] [--crop MM] [--levels 256]
// Rows alternate benign and malignant of the same seeds; each tile is the slice through the lesion's centre.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { LesionClass } from '../lesion.js';
import { createPhantom } from '../phantom.js';
import { phases } from '../phase.js';
import { renderSlice } from '../renderSlice.js';
import { encodeGreyPng } from './png.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'contact-sheet.png' },
    seed: { type: 'string', default: '1' },
    columns: { type: 'string', default: '6' },
    rows: { type: 'string', default: '4' },
    size: { type: 'string', default: '256' },
    phase: { type: 'string', default: 'post1' },
    crop: { type: 'string' },
    // Fewer grey levels make a smaller file.
    levels: { type: 'string', default: '256' },
  },
});
const columns = Number(values.columns);
const rows = Number(values.rows);
const size = Number(values.size);
const seed = Number(values.seed);
const phase = phases.find((it) => it === values.phase) ?? 'post1';
const tile = values.crop ? 160 : size;
const sheet = new Uint8Array(rows * tile * columns * tile);
let spentMs = 0;
for (let row = 0; row < rows; row++) {
  for (let column = 0; column < columns; column++) {
    const lesion: LesionClass = row % 2 === 0 ? 'BENIGN' : 'MALIGNANT';
    const phantom = createPhantom({ seed: seed + (row >> 1) * columns + column, lesion, size });
    const { centre } = phantom.truth.lesion!;
    const index = Math.min(phantom.geometry.slices - 1, Math.max(0, Math.round(centre.slice)));
    const started = performance.now();
    const stored = renderSlice(phantom, phase, index);
    spentMs += performance.now() - started;
    const sorted = Uint16Array.from(stored).sort();
    const low = sorted[Math.floor(0.01 * sorted.length)]!;
    const high = sorted[Math.floor(0.995 * sorted.length)]!;
    const mm = values.crop ? Number(values.crop) / phantom.geometry.pixelSpacingMm / tile : 1;
    for (let y = 0; y < tile; y++) {
      for (let x = 0; x < tile; x++) {
        const sy = values.crop ? Math.round(centre.row + (y - tile / 2) * mm) : y;
        const sx = values.crop ? Math.round(centre.column + (x - tile / 2) * mm) : x;
        const value = sy < 0 || sx < 0 || sy >= size || sx >= size ? low : stored[sy * size + sx]!;
        const grey = Math.max(0, Math.min(255, (255 * (value - low)) / (high - low)));
        sheet[(row * tile + y) * columns * tile + column * tile + x] = grey;
      }
    }
  }
}
const steps = Number(values.levels) - 1;
for (const [i, grey] of sheet.entries())
  sheet[i] = Math.round((Math.round((grey / 255) * steps) / steps) * 255);
writeFileSync(values.out, encodeGreyPng(sheet, columns * tile, rows * tile));
console.log(`${values.out}: ${rows * columns} slices, ${(spentMs / rows / columns).toFixed(1)} ms each`);
