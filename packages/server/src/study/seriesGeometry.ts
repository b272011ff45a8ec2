import {
  describeSeriesGeometry,
  groupPhases,
  type SeriesGeometry,
  type SliceGeometry,
} from '@eventeye/dicom';
import { visibleImages } from '../access/visibleRows.js';
import { readSliceColumns, sliceColumnNames } from '../image/sliceColumns.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';
import { requireCaller } from '../schema/requireCaller.js';
import { sliceOrder } from './sliceOrder.js';

/** A series as its fields tell it. */
export interface DescribedSeries {
  sliceCount: number;
  geometry: SeriesGeometry;
  /** Its place in the dynamic study; null where the study is none, or the series holds several phases. */
  phase: SeriesPhase | null;
}

/** One phase of a dynamic study. */
export interface SeriesPhase {
  /** From 0, the phase before contrast. */
  index: number;
  offsetSeconds: number | null;
}

interface StoredSeries {
  id: string;
  /** Series Number, for the order of series without times. */
  number: number;
  /** In slice order. */
  slices: SliceGeometry[];
  isUnknown: boolean;
}

interface LoadedSeries extends StoredSeries {
  geometry: SeriesGeometry;
}

/** Describes a series from what is stored of its slices. All series of a request come in one query. */
export async function seriesGeometry(
  context: RequestContext,
  { id, studyId }: { id: string; studyId: string },
): Promise<DescribedSeries> {
  const study = await requestLoader(context, 'seriesGeometry', (ids) => load(context, ids)).load(studyId);
  return study.get(id) ?? { sliceCount: 0, geometry: describeSeriesGeometry([]), phase: null };
}

async function load(
  context: RequestContext,
  studyIds: string[],
): Promise<(studyId: string) => Map<string, DescribedSeries>> {
  const { prisma } = context.services;
  const rows = await prisma.medicalImage.findMany({
    where: { series: { studyId: { in: studyIds } }, ...visibleImages(requireCaller(context)) },
    orderBy: [...sliceOrder],
    select: {
      ...(Object.fromEntries(sliceColumnNames.map((name) => [name, true])) as Record<
        (typeof sliceColumnNames)[number],
        true
      >),
      width: true,
      height: true,
      slicePositionMm: true,
      series: { select: { id: true, studyId: true, seriesNumber: true } },
    },
  });
  const studies = new Map<string, Map<string, StoredSeries>>();
  for (const row of rows) {
    const { id, studyId, seriesNumber } = row.series!;
    const study = studies.get(studyId) ?? new Map<string, StoredSeries>();
    studies.set(studyId, study);
    const series = study.get(id) ?? { id, number: seriesNumber ?? Infinity, slices: [], isUnknown: false };
    study.set(id, series);
    const slice = readSliceColumns(row);
    series.slices.push(slice);
    // Stored before places were kept: what is not known is no fault of the slices.
    if (!slice.position && row.slicePositionMm !== null) series.isUnknown = true;
  }
  const described = new Map(
    [...studies].map(([studyId, series]) => [
      studyId,
      describeStudy([...series.values()].sort((a, b) => a.number - b.number)),
    ]),
  );
  return (studyId) => described.get(studyId) ?? new Map();
}

/** @param series by Series Number. */
function describeStudy(series: StoredSeries[]): Map<string, DescribedSeries> {
  const loaded = series.map((one) => ({
    ...one,
    geometry: describeSeriesGeometry(one.isUnknown ? [] : one.slices),
  }));
  return new Map(
    loaded.map((own) => [
      own.id,
      { sliceCount: own.slices.length, geometry: own.geometry, phase: phaseOf(own, loaded) },
    ]),
  );
}

/** Phases lie at the same places: series of other stacks are not asked. */
function phaseOf(own: LoadedSeries, study: LoadedSeries[]): SeriesPhase | null {
  const stack = study.filter((other) => isSameStack(own, other));
  if (stack.length < 2) return null;
  const slices = stack.flatMap(({ id, slices: members }) =>
    members.map((geometry) => ({ geometry, series: id })),
  );
  const phases = groupPhases(slices);
  if (phases.length < 2) return null;
  const among = [...phases.entries()].filter(([, { members }]) =>
    members.some((index) => slices[index]!.series === own.id),
  );
  const [only] = among;
  if (!only || among.length > 1) return null;
  return { index: only[0], offsetSeconds: only[1].offsetSeconds ?? null };
}

/** The same matrix in the same direction from end to end, within two slices: one may be missing. */
function isSameStack(a: LoadedSeries, b: LoadedSeries): boolean {
  if (a === b) return true;
  const [one, other] = [a, b].map(({ slices, geometry }) => {
    const placed = geometry.order.filter((index) => geometry.positionsMm[index] !== undefined);
    const first = slices[placed[0] ?? -1];
    const ends = [placed[0], placed.at(-1)].map((index) => geometry.positionsMm[index ?? -1]);
    return { first, ends, spacing: geometry.sliceSpacingMm ?? 1, orientation: geometry.orientation };
  }) as [StackEnds, StackEnds];
  return (
    one.first !== undefined &&
    one.orientation === other.orientation &&
    one.first.rows === other.first?.rows &&
    one.first.columns === other.first?.columns &&
    one.ends.every((end, i) => Math.abs(end! - other.ends[i]!) <= one.spacing * 2)
  );
}

interface StackEnds {
  first: SliceGeometry | undefined;
  ends: (number | undefined)[];
  spacing: number;
  orientation: SeriesGeometry['orientation'];
}
