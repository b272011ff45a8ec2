import { encode } from 'fast-png';
import type { ViewerSlice, ViewerStack } from '../SeriesViewer/viewerTypes.js';

// A breast phantom for stories, made in the browser: two shaded ellipses with noise, a lesion that takes up contrast, and a
// ruler of known length. No component imports this.

/** Columns and rows of the phantom's slices. */
export const phantomSize = 192;
/** Between the centres of its pixels, mm: not square, so that a viewer that ignores it is found out. */
export const phantomSpacing = { rowMm: 1.6, columnMm: 2 };
/** Two bright points on every slice, in pixels from the corner, and how far apart they are: 40 columns of 2 mm and 30 rows of 1.6 mm. */
export const phantomRuler = {
  from: { x: 60.5, y: 150.5 },
  to: { x: 100.5, y: 180.5 },
  mm: Math.hypot(80, 48),
};

/** Addresses of blobs with the slices of one phase as 16-bit PNGs; `gain` is the uptake of contrast. */
export function phantomStack(id: string, label: string, count: number, gain: number): ViewerStack {
  const slices = Array.from({ length: count }, (_, index): ViewerSlice => {
    let url: string | undefined;
    return {
      id: `${id} ${index}`,
      // Made when it is asked for: most stories look at few slices.
      get valuesUrl() {
        url ??= `phantom:${id}/${index}/${count}/${gain}`;
        return url;
      },
      plane: {
        position: [-192, -154, index - count / 2],
        rowDirection: [1, 0, 0],
        columnDirection: [0, 1, 0],
      },
      heatmapUrl: `phantom-attention:${index}/${count}`,
    };
  });
  return { id, label, slices, pixelSpacingMm: phantomSpacing, orientation: 'AXIAL' };
}

/** Answers the phantom's addresses: `readPicture` of the stories. */
export async function readPhantom(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const [kind = '', rest = ''] = url.split(':');
  const parts = rest.split('/');
  // As a network does: later, and not when nobody waits any more.
  await new Promise((resolve) => setTimeout(resolve, 1));
  signal.throwIfAborted();
  if (kind === 'phantom-attention') return attention(Number(parts[0]), Number(parts[1]));
  if (kind === 'phantom-projection') return projection();
  const [, index, count, gain] = parts.map(Number);
  return phantomPng(index!, count!, gain!);
}

/** One slice as a 16-bit PNG; its values run from 0 to some 1,500. */
export function phantomPng(index: number, count: number, gain: number): Uint8Array {
  const data = new Uint16Array(phantomSize * phantomSize);
  const along = (index + 0.5) / count - 0.5;
  let noise = index * 7919 + 1;
  for (let at = 0; at < data.length; at++) {
    const x = at % phantomSize;
    const y = Math.floor(at / phantomSize);
    // Park and Miller's generator: the same noise in every run.
    noise = (noise * 48_271) % 2_147_483_647;
    data[at] = tissue(x, y, along, gain) + (noise % 60);
  }
  for (const { x, y } of [phantomRuler.from, phantomRuler.to])
    data[Math.floor(y) * phantomSize + Math.floor(x)] = 1500;
  return encode({ width: phantomSize, height: phantomSize, data, depth: 16, channels: 1 });
}

function tissue(x: number, y: number, along: number, gain: number): number {
  const thickness = Math.sqrt(Math.max(0, 1 - (along * 2) ** 2));
  let value = 20;
  for (const centre of [58, 134]) {
    const fat = ((x - centre) / (40 * thickness + 1)) ** 2 + ((y - 74) / (52 * thickness + 1)) ** 2;
    if (fat < 1) value = 260 + 220 * (1 - fat);
    const gland = ((x - centre) / 20) ** 2 + ((y - 66) / 28) ** 2 + (along * 3) ** 2;
    if (gland < 1) value = 420 + 180 * (1 - gland) * (1 + gain * 0.25);
  }
  const chest = ((x - 96) / 88) ** 2 + ((y - 172) / 46) ** 2;
  if (chest < 1) value = 180 + 120 * (1 - chest);
  const lesion = ((x - 142) / 8) ** 2 + ((y - 60) / 8) ** 2 + ((along - 0.1) / 0.06) ** 2;
  return lesion < 1 ? 560 + gain * 700 * (1 - lesion / 2) : value;
}

function projection(): Uint8Array {
  const data = new Uint8Array(phantomSize * phantomSize);
  for (let at = 0; at < data.length; at++) {
    const value = tissue(at % phantomSize, Math.floor(at / phantomSize), 0.1, 1);
    data[at] = Math.min(255, value / 5);
  }
  return encode({ width: phantomSize, height: phantomSize, data, depth: 8, channels: 1 });
}

function attention(index: number, count: number): Uint8Array {
  const data = new Uint8Array(phantomSize * phantomSize * 4);
  const along = (index + 0.5) / count - 0.6;
  for (let at = 0; at < phantomSize * phantomSize; at++) {
    const [x, y] = [at % phantomSize, Math.floor(at / phantomSize)];
    const heat = Math.exp(-((x - 142) ** 2 + (y - 60) ** 2) / 900 - (along / 0.08) ** 2);
    data.set([255, 200 * (1 - heat), 40, 255 * heat], at * 4);
  }
  return encode({ width: phantomSize, height: phantomSize, data, depth: 8, channels: 4 });
}
