import { dot, sliceNormal } from './patientAxes.js';
import type { SliceGeometry, SliceTime } from './sliceGeometry.js';

/** One phase of a dynamic study. */
export interface Phase {
  /** Indices of the slices as given. */
  members: number[];
  /** Seconds after the first phase; `undefined` where no time is known. */
  offsetSeconds: number | undefined;
}

/** What told the phases apart. */
export type PhaseKey =
  | 'temporalPosition'
  | 'acquisitionSeconds'
  | 'triggerTimeMs'
  | 'contentSeconds'
  | 'series';

/**
 * Parts slices of one place and orientation into the phases of a dynamic study, in order of time: by Temporal Position
 * Identifier, else Acquisition Time, Trigger Time, Content Time, and last by series in the order given.
 *
 * A key counts only where every slice has it and it gives as many groups as slices usually share one place: scanners that
 * stamp each slice with its own time, or all phases with the same, do not mislead it.
 */
export function groupPhases(slices: readonly { geometry: SliceGeometry; series: string }[]): Phase[] {
  if (slices.length === 0) return [];
  const all = slices.map((_slice, index) => index);
  const expected = usualMultiplicity(slices.map(({ geometry }) => placeOf(geometry)));
  if (expected > 1) {
    for (const key of [
      'temporalPosition',
      'acquisitionSeconds',
      'triggerTimeMs',
      'contentSeconds',
    ] as const) {
      const groups = groupBy(all, (index) => slices[index]!.geometry.time[key]);
      if (groups?.size === expected)
        return inTime(
          [...groups].sort(([a], [b]) => a - b).map(([, members]) => members),
          slices,
        );
    }
    const groups = groupBy(all, (index) => slices[index]!.series);
    if (groups?.size === expected) return inTime([...groups.values()], slices);
  }
  return [{ members: all, offsetSeconds: undefined }];
}

function inTime(groups: number[][], slices: readonly { geometry: SliceGeometry }[]): Phase[] {
  const starts = (key: Exclude<keyof SliceTime, 'temporalPosition'>) =>
    groups.map((members) => least(members.map((index) => slices[index]!.geometry.time[key])));
  const candidates = [
    starts('acquisitionSeconds'),
    starts('triggerTimeMs').map((ms) => (ms === undefined ? undefined : ms / 1000)),
    starts('contentSeconds'),
  ];
  // Trigger times that are all zero, or content times of a later export, put no phase after another.
  const times = candidates.find((seconds) =>
    seconds.every((time, i) => time !== undefined && (i === 0 || time > seconds[i - 1]!)),
  );
  return groups.map((members, i) => ({
    members,
    offsetSeconds: times && Math.round((times[i]! - times[0]!) * 1e6) / 1e6,
  }));
}

function groupBy<Key>(
  indices: readonly number[],
  keyOf: (index: number) => Key | undefined,
): Map<Key, number[]> | undefined {
  const groups = new Map<Key, number[]>();
  for (const index of indices) {
    const key = keyOf(index);
    if (key === undefined) return undefined;
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}

/** How many slices most often share a place; the higher number where two are as frequent. */
function usualMultiplicity(places: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const frequencies = new Map<number, number>();
  for (const count of counts.values()) frequencies.set(count, (frequencies.get(count) ?? 0) + 1);
  return [...frequencies].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0] ?? 1;
}

/** To a tenth of a millimetre along the normal. */
function placeOf(geometry: SliceGeometry): string {
  const normal = sliceNormal(geometry);
  return geometry.position && normal ? (dot(geometry.position, normal) * 10).toFixed(0) : 'unknown';
}

const least = (values: (number | undefined)[]) => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : undefined;
};
