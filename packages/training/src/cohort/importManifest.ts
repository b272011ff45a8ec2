import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Cohort, type CohortSeries, cohortSeriesSchema } from './cohort.js';

const optionalNumber = z
  .string()
  .transform((text) => (text.trim() === '' ? undefined : Number(text)))
  .refine((value) => value === undefined || Number.isFinite(value), { message: 'must be a number' })
  .optional();

/** Columns of a CSV manifest; all but the first three may be absent or empty. */
const rowSchema = z
  .object({
    path: z.string().min(1),
    patient: z.string().min(1),
    label: z.string().min(1),
    pre_path: z.string().optional(),
    part: z.string().optional(),
    left: optionalNumber,
    top: optionalNumber,
    right: optionalNumber,
    bottom: optionalNumber,
    first_slice: optionalNumber,
    last_slice: optionalNumber,
  })
  .transform(
    ({ path, patient, label, pre_path, part, left, top, right, bottom, first_slice, last_slice }) => ({
      path,
      patient,
      label,
      ...(pre_path && { prePath: pre_path }),
      ...(part && { part }),
      ...((left ?? top ?? right ?? bottom) !== undefined && { box: { left, top, right, bottom } }),
      ...((first_slice ?? last_slice) !== undefined && { slices: { first: first_slice, last: last_slice } }),
    }),
  );

/**
 * Reads a list of labelled series: CSV with a header (`path,patient,label` and, optionally,
 * `pre_path,part,left,top,right,bottom,first_slice,last_slice`) or JSON, an array of the cohort's series. Paths are relative
 * to the file.
 *
 * @throws Error naming the row at fault, or every path that does not exist.
 */
export function importManifest(file: string, description: string): Cohort {
  const series = extname(file).toLowerCase() === '.json' ? readJson(file) : readCsv(file);
  const root = dirname(resolve(file));
  const absolute = series.map((one) => ({
    ...one,
    path: resolve(root, one.path),
    ...(one.prePath && { prePath: resolve(root, one.prePath) }),
  }));
  const missing = absolute.flatMap(({ path, prePath }) =>
    [path, prePath].filter((one) => one !== undefined && !existsSync(one)),
  );
  if (missing.length > 0) {
    throw new Error(
      `${missing.length} paths of ${file} do not exist, the first is ${missing[0]}. Correct the list or restore the files.`,
    );
  }
  if (series.length === 0) throw new Error(`${file} lists nothing. Write one row a series.`);
  return { schemaVersion: 1, description, series: absolute };
}

function readCsv(file: string): CohortSeries[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(readFileSync(file), { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (cause) {
    throw new Error(`${file} is no CSV table: ${(cause as Error).message}.`, { cause });
  }
  // The header is row 1.
  return rows.map((row, i) => {
    const where = `row ${i + 2}`;
    return check(file, where, cohortSeriesSchema.safeParse(check(file, where, rowSchema.safeParse(row))));
  });
}

function readJson(file: string): CohortSeries[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is no JSON: ${(cause as Error).message}.`, { cause });
  }
  if (!Array.isArray(json)) throw new Error(`${file} must hold an array of series.`);
  return json.map((one, i) => check(file, `entry ${i + 1}`, cohortSeriesSchema.safeParse(one)));
}

function check<T>(file: string, where: string, parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
  throw new Error(`${file}, ${where}: ${faults.join('; ')}.`);
}
