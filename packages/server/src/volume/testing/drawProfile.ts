import type { LesionCandidate, MalignancyProfilePoint } from '@eventeye/core';
import sharp from 'sharp';

/** What is drawn of a series. */
export interface ProfilePicture {
  title: string;
  points: readonly MalignancyProfilePoint[];
  candidates: readonly LesionCandidate[];
  /** Published range of the lesion, indices of slices, both included. */
  published: { first: number; last: number };
  /** From here on a slice is MALIGNANT, below the other BENIGN. */
  thresholds: { malignant: number; benign: number };
}

/** Size of the picture and of the plot in it, in pixels. */
export const layout = {
  width: 1100,
  height: 560,
  left: 70,
  top: 60,
  plotWidth: 1000,
  plotHeight: 320,
} as const;

/** Colours by what they mean, also for tests that look for them. */
export const colours = {
  published: '#f6d55c',
  MALIGNANT: '#c0392b',
  INCONCLUSIVE: '#8e44ad',
  BENIGN: '#1f7a4d',
  OUT_OF_SCOPE: '#7f8c8d',
  candidate: '#2c6fbb',
} as const;

/** Where a slice stands in the picture, from its left edge. */
export function columnOf(index: number, count: number): number {
  return layout.left + ((index + 0.5) / count) * layout.plotWidth;
}

/** Where a probability stands, from the top. */
export function rowOf(probability: number): number {
  return layout.top + (1 - probability) * layout.plotHeight;
}

/** Draws the profile with the published range behind it and the candidates beneath it, as a PNG. */
export async function drawProfile({
  title,
  points,
  candidates,
  published,
  thresholds,
}: ProfilePicture): Promise<Uint8Array> {
  const x = (index: number) => columnOf(index, points.length);
  const step = layout.plotWidth / points.length;
  const { left, top, plotWidth, plotHeight, width, height } = layout;
  const bottom = top + plotHeight;
  const text = (at: number, down: number, content: string, more = '') =>
    `<text x="${at}" y="${down}" font-family="sans-serif" font-size="13" ${more}>${content}</text>`;
  const known = points.filter(({ malignancyProbability }) => malignancyProbability !== null);
  const marks = points.map(({ index, outcome, malignancyProbability }) => {
    const colour = outcome ? colours[outcome] : '#000000';
    // A slice without a number stands below the axis as a cross.
    return malignancyProbability === null
      ? `<path d="M${x(index) - 2},${bottom + 6} l4,4 m0,-4 l-4,4" stroke="${colour}"/>`
      : `<circle cx="${x(index)}" cy="${rowOf(malignancyProbability)}" r="2.6" fill="${colour}"/>`;
  });
  const line = known.map((point) => `${x(point.index)},${rowOf(point.malignancyProbability!)}`).join(' ');
  const bars = candidates.slice(0, 8).map((candidate, i) => {
    const from = x(candidate.firstSliceIndex) - step / 2;
    const down = bottom + 46 + i * 13;
    return `<rect x="${from}" y="${down}" width="${x(candidate.lastSliceIndex) + step / 2 - from}" height="8" fill="${colours.candidate}"/>
      <circle cx="${x(candidate.keySliceIndex)}" cy="${down + 4}" r="3" fill="#ffffff"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#ffffff"/>
    <rect x="${x(published.first) - step / 2}" y="${top}" width="${(published.last - published.first + 1) * step}" height="${plotHeight}" fill="${colours.published}"/>
    ${[0, 0.25, 0.5, 0.75, 1].map((value) => `<line x1="${left}" x2="${left + plotWidth}" y1="${rowOf(value)}" y2="${rowOf(value)}" stroke="#00000022"/>${text(left - 8, rowOf(value) + 4, String(value), 'text-anchor="end"')}`).join('')}
    ${[thresholds.malignant, thresholds.benign].map((value) => `<line x1="${left}" x2="${left + plotWidth}" y1="${rowOf(value)}" y2="${rowOf(value)}" stroke="#000000" stroke-dasharray="6 5"/>`).join('')}
    <polyline points="${line}" fill="none" stroke="#00000066"/>
    ${marks.join('')}
    ${points
      .filter(({ index }) => index % 20 === 0)
      .map(({ index }) => text(x(index), bottom + 24, String(index), 'text-anchor="middle"'))
      .join('')}
    ${bars.join('')}
    ${text(left, 24, title, 'font-weight="bold"')}
    ${text(left, 46, 'Calibrated probability of each slice, raw. Yellow: published lesion box. Dashed: thresholds. Blue: joined attention, dot: key slice.')}
    ${text(left + plotWidth, bottom + 40, 'slice, from foot to head', 'text-anchor="end"')}
  </svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
