import { ascii } from './dummyValue.js';
import type { ElementNode } from './elementTree.js';
import type { DeidentificationProfile } from './profile.js';

/** Codes of CID 7050 De-identification Method (PS3.16). */
const meanings: Record<string, string> = {
  '113100': 'Basic Application Confidentiality Profile',
  '113105': 'Clean Descriptors Option',
  '113107': 'Retain Longitudinal Temporal Information Modified Dates Option',
  '113109': 'Retain Device Identity Option',
  '113111': 'Retain Safe Private Option',
};

/** Codes of the profile and of those of its options that are taken. */
export function methodCodes(profile: DeidentificationProfile): string[] {
  return [
    '113100',
    ...(profile.cleanDescriptors ? ['113105'] : []),
    ...(profile.retainModifiedDates ? ['113107'] : []),
    ...(profile.retainDeviceIdentity ? ['113109'] : []),
    ...(profile.retainSafePrivate ? ['113111'] : []),
  ];
}

/** Tags that `methodAttributes` writes anew; what the file had there goes. */
export const methodTags: ReadonlySet<number> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);

/** The attributes that say what was done (PS3.15 E.1.1): Patient Identity Removed, method, codes, dates modified. */
export function methodAttributes(profile: DeidentificationProfile): ElementNode[] {
  const text = (tag: number, vr: string, value: string): ElementNode => ({ tag, vr, value: ascii(value) });
  const codes = methodCodes(profile);
  return [
    text(0x00120062, 'CS', 'YES'),
    text(0x00120063, 'LO', 'EventEye, DICOM PS3.15 Annex E, Basic Profile with options'),
    {
      tag: 0x00120064,
      vr: 'SQ',
      value: new Uint8Array(0),
      items: codes.map((code) => [
        text(0x00080100, 'SH', code),
        text(0x00080102, 'SH', 'DCM'),
        text(0x00080104, 'LO', meanings[code]!),
      ]),
    },
    text(0x00280303, 'CS', profile.retainModifiedDates ? 'MODIFIED' : 'REMOVED'),
  ];
}
