import { EventEyeError } from '@eventeye/core';
import { decodeText } from '../dataset/characterSet.js';
import { Dataset } from '../dataset/dataset.js';
import type { DicomLimits } from '../dataset/limits.js';
import { readDataset } from '../dataset/readDataset.js';
import { burnedInAnnotation } from './burnedInAnnotation.js';
import { ascii } from './dummyValue.js';
import { type ElementNode, readElementTree } from './elementTree.js';
import { encodeFile } from './encodeFile.js';
import { collectIdentifiers } from './identifiers.js';
import { methodAttributes, methodCodes } from './methodAttributes.js';
import { type DeidentificationProfile, defaultDeidentificationProfile } from './profile.js';
import { keyedPseudonyms } from './pseudonyms.js';
import { remapUids } from './remapUids.js';
import { ActionCounts, type DeidentificationReport } from './report.js';
import type { Walk } from './walk.js';
import { walkElements } from './walkElements.js';

/** A de-identified instance, and what was done to it. */
export interface Deidentified {
  /** A DICOM Part 10 file in the transfer syntax of the input; pixel data are its very bytes. */
  bytes: Uint8Array;
  report: DeidentificationReport;
}

const mediaStorageDirectory = '1.2.840.10008.1.3.10';

/**
 * De-identifies one instance by the Basic Application Level Confidentiality Profile of PS3.15 Annex E and the options
 * of the profile. The same input, profile and key give the same bytes, and the same key maps a UID or Patient ID the
 * same way in every file, so that references between files hold. Pixels are not looked at: see
 * `report.burnedInAnnotation`.
 *
 * @param key at least 16 bytes; whoever has it can test guesses of Patient IDs, so it is a secret.
 * @throws EventEyeError DEIDENTIFICATION_REFUSED for a DICOMDIR; the codes of `readDataset`.
 */
export function deidentify(
  input: Uint8Array | Dataset,
  key: Uint8Array,
  profile: DeidentificationProfile = defaultDeidentificationProfile,
  limits: Partial<DicomLimits> = {},
): Deidentified {
  const dataset = input instanceof Dataset ? input : readDataset(input, limits);
  const elements = readElementTree(dataset);
  const sopClassUid = uidOf(text(elements, 0x00080016)) ?? uidOf(dataset.string('x00020002'));
  if (sopClassUid === mediaStorageDirectory || elements.some(({ tag }) => tag >>> 16 === 4)) {
    throw new EventEyeError(
      'DEIDENTIFICATION_REFUSED',
      'A DICOMDIR lists patients and can not be de-identified. Send the files that it lists.',
    );
  }
  const walk = walkOf(elements, sopClassUid, keyedPseudonyms(key), profile);
  const scope = { characterSet: [''], publicCode: false, dummies: 'none' as const };
  const kept = [...walkElements(walk, elements, scope), ...methodAttributes(profile)];

  const sopInstance = find(elements, 0x00080018)?.value ?? ascii(dataset.string('x00020003') ?? '');
  return {
    bytes: encodeFile(kept, {
      sopClassUid,
      sopInstanceUid: remapUids(walk.pseudonyms, sopInstance),
      transferSyntax: dataset.transferSyntax,
    }),
    report: walk.counts.report(methodCodes(profile), burnedInAnnotation(elements)),
  };
}

/** A class goes into the new meta header as it is, so it has to be nothing but a UID. */
const uidOf = (value: string | undefined) => (value && /^[0-9.]{1,64}$/.test(value) ? value : undefined);

function walkOf(
  elements: readonly ElementNode[],
  sopClassUid: string | undefined,
  pseudonyms: Walk['pseudonyms'],
  profile: DeidentificationProfile,
): Walk {
  const characterSet = text(elements, 0x00080005).split('\\');
  const decoded = (tag: number) => {
    const value = find(elements, tag)?.value;
    return value ? decodeText(value, characterSet).trim() : '';
  };
  const id = decoded(0x00100020);
  const patientId = (original: string) => profile.patientIds?.get(original) ?? pseudonyms.patientId(original);
  // Without an ID the name and the birth date tell patients apart, and without those the study.
  const named = `${decoded(0x00100010)}\0${decoded(0x00100030)}`;
  const patient = id
    ? `id\0${id}`
    : named !== '\0'
      ? `name\0${named}`
      : `study\0${text(elements, 0x0020000d)}`;
  return {
    profile,
    pseudonyms,
    identifiers: collectIdentifiers(elements),
    counts: new ActionCounts(),
    sopClassUid,
    days: pseudonyms.daysOffset(patient),
    patientId,
    patientName: id ? patientId(id) : '',
  };
}

const find = (elements: readonly ElementNode[], tag: number) =>
  elements.find((element) => element.tag === tag);

function text(elements: readonly ElementNode[], tag: number): string {
  const value = find(elements, tag)?.value ?? new Uint8Array(0);
  return Buffer.from(value)
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim();
}
