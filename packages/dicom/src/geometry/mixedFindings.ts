import type { GeometryFindingCode } from '@eventeye/core';
import type { GeometryFinding } from './geometryFinding.js';
import { dot, sliceNormal } from './patientAxes.js';
import type { SliceGeometry } from './sliceGeometry.js';

/** Directions within half a degree are one. */
const sameDirection = Math.cos((0.5 * Math.PI) / 180);

/**
 * Finds the slices that are unlike most.
 *
 * @returns `usual`, a slice of the most frequent orientation, size and spacing, and `isUsual`, whether a slice lies in that
 * orientation.
 */
export function mixedFindings(slices: readonly SliceGeometry[]): {
  findings: GeometryFinding[];
  usual: SliceGeometry | undefined;
  isUsual(index: number): boolean;
} {
  const findings: GeometryFinding[] = [];
  const report = (code: GeometryFindingCode, sliceIndices: number[]) => {
    if (sliceIndices.length > 0) findings.push({ code, sliceIndices, positionsMm: [] });
  };
  const isPlaced = (slice: SliceGeometry) => slice.position !== undefined && sliceNormal(slice) !== undefined;
  const [placed, unplaced] = part(indices(slices), (index) => isPlaced(slices[index]!));
  const [alike, turned] = split(placed, slices, sameOrientation);
  const [equal, otherSize] = split(alike, slices, sameSize);
  const [even, otherSpacing] = split(equal, slices, sameSpacing);
  report('POSITION_ABSENT', unplaced);
  report('ORIENTATION_MIXED', turned);
  report('SIZE_MIXED', otherSize);
  report('PIXEL_SPACING_MIXED', otherSpacing);
  const usual = new Set(alike);
  return { findings, usual: slices[even[0] ?? -1], isUsual: (index) => usual.has(index) };
}

/** Parts the indices into the largest class of like slices and all others. */
function split(
  among: readonly number[],
  slices: readonly SliceGeometry[],
  isLike: (a: SliceGeometry, b: SliceGeometry) => boolean,
): [number[], number[]] {
  const classes: number[][] = [];
  for (const index of among) {
    const own = classes.find(([first]) => isLike(slices[first!]!, slices[index]!));
    if (own) own.push(index);
    // A few classes are a mixed series; hundreds would be compared with each other without need.
    else if (classes.length < 64) classes.push([index]);
  }
  const largest = new Set(classes.reduce((best, own) => (own.length > best.length ? own : best), []));
  return part(among, (index) => largest.has(index));
}

const indices = (slices: readonly SliceGeometry[]) => slices.map((_slice, index) => index);
const part = (among: readonly number[], claim: (index: number) => boolean): [number[], number[]] => [
  among.filter(claim),
  among.filter((index) => !claim(index)),
];

function sameOrientation({ orientation: a }: SliceGeometry, { orientation: b }: SliceGeometry): boolean {
  return !!a && !!b && dot(a.row, b.row) >= sameDirection && dot(a.column, b.column) >= sameDirection;
}

const sameSize = (a: SliceGeometry, b: SliceGeometry) => a.rows === b.rows && a.columns === b.columns;

function sameSpacing({ pixelSpacing: a }: SliceGeometry, { pixelSpacing: b }: SliceGeometry): boolean {
  if (!a || !b) return a === b;
  return near(a.rowMm, b.rowMm) && near(a.columnMm, b.columnMm);
}

const near = (a: number, b: number) => Math.abs(a - b) <= 0.001 * Math.max(a, b);
