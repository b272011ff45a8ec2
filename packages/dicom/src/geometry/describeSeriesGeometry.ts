import { findGaps } from './findGaps.js';
import type { GeometryFinding } from './geometryFinding.js';
import { groupPhases } from './groupPhases.js';
import { mixedFindings } from './mixedFindings.js';
import { dot, orientationOf, type SliceOrientation, sliceNormal } from './patientAxes.js';
import { type Sides, sidesOf } from './sides.js';
import type { SliceGeometry } from './sliceGeometry.js';

/** How the slices of a series lie. Lengths are in mm; what can not be known is `undefined`. */
export interface SeriesGeometry {
  /** Indices of the slices as given, by position along the normal; those without a position last. */
  order: number[];
  /** Along the normal, for each slice as given. */
  positionsMm: (number | undefined)[];
  orientation: SliceOrientation | undefined;
  /** The usual distance of neighbouring slices' centres. */
  sliceSpacingMm: number | undefined;
  pixelSpacing: { rowMm: number; columnMm: number } | undefined;
  /** Along a row, along a column and along the normal, a slice counted as thick as the spacing. */
  extentMm: { row: number; column: number; normal: number } | undefined;
  sides: Sides | undefined;
  findings: GeometryFinding[];
}

/**
 * Orders the slices of a series by their position along the normal, whatever their numbers and names say, and reports what
 * is missing, doubled or unlike the rest. Slices of different phases may share a place. Never throws.
 */
export function describeSeriesGeometry(slices: readonly SliceGeometry[]): SeriesGeometry {
  const { findings, isUsual, usual } = mixedFindings(slices);
  const normal = usual && sliceNormal(usual);
  const positionsMm = slices.map((slice) =>
    slice.position && normal ? dot(slice.position, normal) : undefined,
  );
  const along = (a: number, b: number) =>
    (positionsMm[a] ?? Number.POSITIVE_INFINITY) - (positionsMm[b] ?? Number.POSITIVE_INFINITY) || a - b;
  const order = slices.map((_slice, index) => index).sort(along);
  const placed = order.filter((index) => isUsual(index) && positionsMm[index] !== undefined);
  const phases = groupPhases(placed.map((index) => ({ geometry: slices[index]!, series: '' })));
  const stacks = phases.map(({ members }) => members.map((member) => placed[member]!).sort(along));
  const { sliceSpacingMm, gaps } = findGaps(stacks, positionsMm);
  findings.push(...gaps);
  for (const finding of findings) {
    finding.sliceIndices.sort(along);
    if (finding.code !== 'SLICE_MISSING')
      finding.positionsMm = finding.sliceIndices.flatMap((index) => positionsMm[index] ?? []);
  }
  const pixelSpacing = usual?.pixelSpacing;
  const stretch = placed.length > 0 ? positionsMm[placed.at(-1)!]! - positionsMm[placed[0]!]! : undefined;
  const thickness = sliceSpacingMm ?? usual?.sliceThicknessMm;
  return {
    order,
    positionsMm,
    orientation: normal && orientationOf(normal),
    sliceSpacingMm,
    pixelSpacing,
    extentMm:
      usual?.rows && usual.columns && pixelSpacing && stretch !== undefined && thickness
        ? {
            row: usual.columns * pixelSpacing.columnMm,
            column: usual.rows * pixelSpacing.rowMm,
            normal: stretch + thickness,
          }
        : undefined,
    sides: sidesOf(slices),
    findings,
  };
}
