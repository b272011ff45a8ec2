import type { SliceGeometry } from '@eventeye/dicom';
import type { MedicalImage } from '../database/client.js';
import { storableText } from './storableText.js';

/** The columns that keep where and when a slice was taken. */
export type SliceColumns = Pick<MedicalImage, (typeof sliceColumnNames)[number]>;

/** Their names, for queries. */
export const sliceColumnNames = [
  'imagePosition',
  'imageOrientation',
  'pixelSpacing',
  'sliceThicknessMm',
  'laterality',
  'patientPosition',
  'temporalPosition',
  'acquisitionSeconds',
  'triggerTimeMs',
  'contentSeconds',
] as const;

/** What is stored of a slice's place and time; of an image without any, nothing. */
export function sliceColumns(slice: SliceGeometry | undefined): SliceColumns {
  const { pixelSpacing, orientation, time } = slice ?? {};
  return {
    imagePosition: [...(slice?.position ?? [])],
    imageOrientation: orientation ? [...orientation.row, ...orientation.column] : [],
    pixelSpacing: pixelSpacing ? [pixelSpacing.rowMm, pixelSpacing.columnMm] : [],
    sliceThicknessMm: slice?.sliceThicknessMm ?? null,
    laterality: slice?.laterality ?? null,
    patientPosition: slice?.patientPosition ? storableText(slice.patientPosition).slice(0, 16) : null,
    temporalPosition: integer(time?.temporalPosition),
    acquisitionSeconds: time?.acquisitionSeconds ?? null,
    triggerTimeMs: time?.triggerTimeMs ?? null,
    contentSeconds: time?.contentSeconds ?? null,
  };
}

/** The same read back. */
export function readSliceColumns(row: SliceColumns & { width: number; height: number }): SliceGeometry {
  const [x, y, z] = row.imagePosition;
  const [rx, ry, rz, cx, cy, cz] = row.imageOrientation;
  const [rowMm, columnMm] = row.pixelSpacing;
  return {
    position: z === undefined ? undefined : [x!, y!, z],
    orientation: cz === undefined ? undefined : { row: [rx!, ry!, rz!], column: [cx!, cy!, cz] },
    pixelSpacing: columnMm === undefined ? undefined : { rowMm: rowMm!, columnMm },
    sliceThicknessMm: row.sliceThicknessMm ?? undefined,
    rows: row.height,
    columns: row.width,
    laterality: (row.laterality as SliceGeometry['laterality']) ?? undefined,
    patientPosition: row.patientPosition ?? undefined,
    time: {
      temporalPosition: row.temporalPosition ?? undefined,
      acquisitionSeconds: row.acquisitionSeconds ?? undefined,
      triggerTimeMs: row.triggerTimeMs ?? undefined,
      contentSeconds: row.contentSeconds ?? undefined,
    },
  };
}

/** A 32-bit integer, as the column takes it. */
const integer = (value: number | undefined) =>
  value !== undefined && Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? value : null;
