import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type CohortSeries, cohortSeriesSchema, pixelBoxSchema } from '../cohort/cohort.js';

/** What is known of a patient of a collection. */
export type PatientLabel = Pick<CohortSeries, 'label' | 'box' | 'slices'>;

const number = z
  .string()
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional();
const rowSchema = z.object({
  patient: z.string().min(1),
  label: z.string().min(1),
  left: number,
  top: number,
  right: number,
  bottom: number,
  first_slice: number,
  last_slice: number,
});

/**
 * Reads labels by patient: CSV with `patient,label` and, optionally, the lesion's box in pixels and its InstanceNumbers,
 * `left,top,right,bottom,first_slice,last_slice`.
 *
 * @throws Error naming the row at fault, or a patient's row that comes twice.
 */
export function readLabels(file: string): Map<string, PatientLabel> {
  const rows = parse(readFileSync(file), { columns: true, bom: true, trim: true, skip_empty_lines: true });
  const labels = new Map<string, PatientLabel>();
  for (const [i, row] of (rows as unknown[]).entries()) {
    const parsed = rowSchema.safeParse(row);
    const fault = (what: string) => new Error(`${file}, row ${i + 2}: ${what}.`);
    if (!parsed.success)
      throw fault(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    const { patient, label, left, top, right, bottom, first_slice: first, last_slice: last } = parsed.data;
    if (labels.has(patient)) throw fault('the patient has a row before');
    const box = [left, top, right, bottom].some((side) => side !== undefined)
      ? pixelBoxSchema.safeParse({ left, top, right, bottom })
      : undefined;
    if (box && !box.success) throw fault('the box is not whole');
    const slices = cohortSeriesSchema.shape.slices.safeParse(
      first === undefined && last === undefined ? undefined : { first, last },
    );
    if (!slices.success) throw fault('first_slice and last_slice are not a range of whole numbers');
    labels.set(patient, {
      label,
      ...(box && { box: box.data }),
      ...(slices.data && { slices: slices.data }),
    });
  }
  return labels;
}
