import { slicePosition } from '../geometry/slicePosition.js';
import type { Dataset, Tag } from './dataset.js';
import { type PersonName, personName } from './personName.js';

/** The header of one instance as the platform keeps it. Absent elements are `undefined`; dates are `YYYY-MM-DD`. */
export interface InstanceDescription {
  transferSyntaxUid: string;
  sopClassUid: string | undefined;
  sopInstanceUid: string | undefined;
  studyInstanceUid: string | undefined;
  seriesInstanceUid: string | undefined;
  patientId: string | undefined;
  /** As in the file: components by `^`, groups by `=` (PS3.5 6.2.1). */
  patientName: string | undefined;
  /** The same in its three scripts; a Korean name is mostly Latin, Hanja and Hangul. */
  patientNameGroups: PersonName | undefined;
  patientBirthDate: string | undefined;
  modality: string | undefined;
  studyDate: string | undefined;
  accessionNumber: string | undefined;
  studyDescription: string | undefined;
  institutionName: string | undefined;
  seriesDescription: string | undefined;
  seriesNumber: number | undefined;
  instanceNumber: number | undefined;
  /** Distance along the slice's normal in mm; see `slicePosition`. */
  slicePositionMm: number | undefined;
  rows: number | undefined;
  columns: number | undefined;
  frameCount: number;
}

/** Reads who, what and where of an instance. Never throws: what is absent or malformed is `undefined`. */
export function describeInstance(dataset: Dataset): InstanceDescription {
  const patientName = dataset.text('x00100010');
  return {
    transferSyntaxUid: dataset.transferSyntax.uid,
    sopClassUid: uid(dataset, 'x00080016'),
    sopInstanceUid: uid(dataset, 'x00080018'),
    studyInstanceUid: uid(dataset, 'x0020000d'),
    seriesInstanceUid: uid(dataset, 'x0020000e'),
    patientId: dataset.text('x00100020'),
    patientName,
    patientNameGroups: patientName === undefined ? undefined : personName(patientName),
    patientBirthDate: date(dataset, 'x00100030'),
    modality: dataset.string('x00080060'),
    studyDate: date(dataset, 'x00080020'),
    accessionNumber: dataset.text('x00080050'),
    studyDescription: dataset.text('x00081030'),
    institutionName: dataset.text('x00080080'),
    seriesDescription: dataset.text('x0008103e'),
    seriesNumber: integer(dataset, 'x00200011'),
    instanceNumber: integer(dataset, 'x00200013'),
    slicePositionMm: slicePosition(dataset),
    rows: dataset.uint16('x00280010'),
    columns: dataset.uint16('x00280011'),
    frameCount: Math.max(1, integer(dataset, 'x00280008') ?? 1),
  };
}

function uid(dataset: Dataset, tag: Tag): string | undefined {
  const text = dataset.string(tag);
  return text && /^[0-9.]{1,64}$/.test(text) ? text : undefined;
}

/** 32-bit, as VR IS allows (PS3.5 6.2); a number beyond is a fault of the sender and no number of ours. */
function integer(dataset: Dataset, tag: Tag): number | undefined {
  const value = dataset.decimal(tag);
  return value !== undefined && Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? value : undefined;
}

function date(dataset: Dataset, tag: Tag): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(dataset.string(tag) ?? '');
  if (!match) return undefined;
  const text = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}
