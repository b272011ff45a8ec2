import { groupPhases, type SliceGeometry } from '@eventeye/dicom';

/** What is known of a series that may be a pass of a dynamic acquisition. */
export interface DynamicPass {
  seriesId: string;
  /** Of its slices along the normal, ascending, mm; null where a slice does not say. */
  positionsMm: readonly (number | null)[];
  /** What passes of one acquisition have in common: matrix, orientation, frame of reference, timing of the sequence. */
  protocol: string;
  /** Place and time of its first slice. */
  first: SliceGeometry;
  /** Whether the header names a contrast agent. */
  hasContrastAgent: boolean;
}

/** Slices of two passes lie at the same place but for the rounding of decimal strings. */
const samePlaceMm = 0.1;

/**
 * Which series of a study to subtract from which: the first from the second pass, in time, of the acquisition with the most
 * passes. Passes are series of one protocol whose slices lie at the same places; `groupPhases` puts them in time.
 *
 * @returns `undefined` where there are no two such series, where times are missing or equal, or where the first names a contrast
 * agent and the second does not.
 */
export function suggestSubtraction(
  passes: readonly DynamicPass[],
): { base: DynamicPass; series: DynamicPass } | undefined {
  const acquisitions: DynamicPass[][] = [];
  for (const pass of passes) {
    const own = acquisitions.find(([first]) => first!.protocol === pass.protocol && sameStack(first!, pass));
    if (own) own.push(pass);
    else acquisitions.push([pass]);
  }
  const [most] = acquisitions.toSorted(
    (a, b) => b.length - a.length || b[0]!.positionsMm.length - a[0]!.positionsMm.length,
  );
  if (!most || most.length < 2) return undefined;
  const phases = groupPhases(most.map(({ first, seriesId }) => ({ geometry: first, series: seriesId })));
  if (phases.length !== most.length || phases.some(({ offsetSeconds }) => offsetSeconds === undefined))
    return undefined;
  const [base, series] = phases.map(({ members }) => most[members[0]!]!);
  if (!base || !series) return undefined;
  return base.hasContrastAgent && !series.hasContrastAgent ? undefined : { base, series };
}

function sameStack(a: DynamicPass, b: DynamicPass): boolean {
  return (
    a.positionsMm.length === b.positionsMm.length &&
    a.positionsMm.every((one, i) => {
      const other = b.positionsMm[i]!;
      return one !== null && other !== null && Math.abs(one - other) <= samePlaceMm;
    })
  );
}
