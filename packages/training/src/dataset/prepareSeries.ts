import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import { prepareSlice, sha256 } from '@eventeye/inference/pipeline';
import sharp from 'sharp';
import type { CohortSeries } from '../cohort/cohort.js';
import { writeWhole } from '../files/writeWhole.js';
import { expandSeries, listSlices, type SelectionLimits, type SeriesSlice } from './expandSeries.js';
import { findCompanion } from './findCompanion.js';
import { perceptualHash } from './perceptualHash.js';
import type { PreparedSlice } from './preparedIndex.js';

/** A prepared slice before its patient has a part, with what duplicates are found by. */
export interface SeriesPicture extends Omit<PreparedSlice, 'part' | 'patient'> {
  source: string;
  /** Hexadecimal words of the perceptual hash. */
  hash: string;
}

/** A file that could not be read, with the reason. */
export interface Unreadable {
  source: string;
  reason: string;
}

/** What preparing one series gave. */
export interface PreparedSeries {
  pictures: SeriesPicture[];
  unreadable: Unreadable[];
}

/**
 * Prepares the chosen slices of one series by the very code that serves and writes them as PNG.
 *
 * @param prefix path of the pictures without number and ending, relative to `out`.
 */
export async function prepareSeries(
  series: CohortSeries,
  out: string,
  prefix: string,
  input: ModelInput,
  limits: SelectionLimits,
): Promise<PreparedSeries> {
  const { labelled, context } = expandSeries(series, limits);
  const before = input.channels === 'dce-triplet' ? listPreContrast(series) : undefined;
  const result: PreparedSeries = { pictures: [], unreadable: [] };
  const slices = [
    ...labelled.map((slice) => ({ slice, label: series.label })),
    ...context.map((slice) => ({ slice, label: '' })),
  ];
  for (const [i, { slice, label }] of slices.entries()) {
    try {
      const path = `${prefix}-${String(i).padStart(3, '0')}.png`;
      result.pictures.push(await prepareOne(slice, label, series, before, out, path, input));
    } catch (error) {
      // A disk without room is no fault of the image.
      if ((error as Error).message.includes('can not be written')) throw error;
      result.unreadable.push({ source: slice.file, reason: (error as Error).message });
    }
  }
  return result;
}

/** A model of the DCE triplet can not learn from a series whose slices before contrast are unknown. */
function listPreContrast({ path, prePath }: CohortSeries): SeriesSlice[] {
  if (prePath === undefined)
    throw new Error(
      `${path} names no pre-contrast series. Fill pre_path, or prepare grey-replicated slices.`,
    );
  return listSlices(prePath);
}

async function prepareOne(
  { file, header }: SeriesSlice,
  label: string,
  series: CohortSeries,
  before: readonly SeriesSlice[] | undefined,
  out: string,
  path: string,
  input: ModelInput,
): Promise<SeriesPicture> {
  const preContrast = before && readFileSync(findCompanion({ file, header }, before).file);
  const { samples, content, width, height } = await prepareSlice(
    new Uint8Array(readFileSync(file)),
    input,
    preContrast ? { preContrast: new Uint8Array(preContrast) } : {},
  );
  const depth = samples.length === input.width * input.height ? 1 : 3;
  const png = await sharp(samples, { raw: { width: input.width, height: input.height, channels: depth } })
    .toColourspace(depth === 1 ? 'b-w' : 'srgb')
    .png()
    .toBuffer();
  const grey = depth === 1 ? samples : samples.filter((_, i) => i % 3 === 1);
  writeWhole(join(out, path), png);
  const box = label === '' ? undefined : series.box;
  const spacing = header?.pixelSpacingMm;
  // Boxes are given in pixels of the image; the model sees the image inside a square.
  const across = (x: number) => content.left + (x / width) * content.width;
  const down = (y: number) => content.top + (y / height) * content.height;
  return {
    source: file,
    path,
    label,
    box: box && {
      left: across(box.left),
      top: down(box.top),
      right: across(box.right),
      bottom: down(box.bottom),
    },
    pixels: sha256(samples),
    hash: Buffer.from(perceptualHash(grey, input.width, input.height).buffer).toString('hex'),
    vendor: header?.vendor ?? '',
    lesionMm: box && spacing ? Math.max(box.right - box.left, box.bottom - box.top) * spacing : undefined,
  };
}
