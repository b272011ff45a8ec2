import type { GeometryFinding } from './geometryFinding.js';

/** Closer than this, slices lie at one place. */
const samePlaceMm = 0.01;
/** How far, as a part of the spacing, a distance may be from a whole number of spacings. */
const tolerance = 0.1;

/**
 * The usual spacing of slices, and where stacks of them depart from it.
 *
 * @param stacks for each phase, indices of slices in order along the normal.
 * @param positionsMm by index; known for all indices of the stacks.
 */
export function findGaps(
  stacks: readonly number[][],
  positionsMm: readonly (number | undefined)[],
): { sliceSpacingMm: number | undefined; gaps: GeometryFinding[] } {
  const at = (index: number) => positionsMm[index]!;
  const steps = stacks.flatMap((stack) =>
    stack.slice(1).map((index, i) => ({ from: stack[i]!, to: index, mm: at(index) - at(stack[i]!) })),
  );
  const distances = steps
    .map(({ mm }) => mm)
    .filter((mm) => mm > samePlaceMm)
    .sort((a, b) => a - b);
  // The median: neither a gap nor a slice between the others moves it.
  const sliceSpacingMm = distances[Math.floor((distances.length - 1) / 2)];
  const gaps: GeometryFinding[] = duplicates(stacks, at);
  if (sliceSpacingMm === undefined) return { sliceSpacingMm, gaps };
  for (const { from, to, mm } of steps) {
    if (mm <= samePlaceMm) continue;
    const spacings = Math.max(1, Math.round(mm / sliceSpacingMm));
    const isRegular = Math.abs(mm - spacings * sliceSpacingMm) <= tolerance * sliceSpacingMm;
    if (isRegular && spacings === 1) continue;
    const missing = Array.from({ length: Math.min(spacings - 1, 10_000) }, (_, i) => i + 1);
    gaps.push({
      code: isRegular ? 'SLICE_MISSING' : 'SPACING_IRREGULAR',
      sliceIndices: [from, to],
      positionsMm: isRegular ? missing.map((i) => at(from) + i * (mm / spacings)) : [],
    });
  }
  return { sliceSpacingMm, gaps };
}

/** One finding for each place that several slices of a phase share. */
function duplicates(stacks: readonly number[][], at: (index: number) => number): GeometryFinding[] {
  const found: GeometryFinding[] = [];
  for (const stack of stacks) {
    for (let first = 0; first < stack.length; ) {
      let next = first + 1;
      while (next < stack.length && at(stack[next]!) - at(stack[first]!) <= samePlaceMm) next++;
      if (next - first > 1)
        found.push({ code: 'SLICE_DUPLICATE', sliceIndices: stack.slice(first, next), positionsMm: [] });
      first = next;
    }
  }
  return found;
}
