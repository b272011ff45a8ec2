import { decodeText } from '../dataset/characterSet.js';
import { cleanText } from './cleanText.js';
import { ascii, dummyValue } from './dummyValue.js';
import { remapUids } from './remapUids.js';
import type { ActionTaken } from './report.js';
import { shiftedValue } from './shiftedValue.js';
import { codeMeaning, codeTags, isTechnicalText } from './technicalText.js';
import { textVrs } from './valueRepresentation.js';
import type { Scope, Walk } from './walk.js';
import { isWellFormed } from './wellFormed.js';

/** Pixels and samples, with what frames them: never changed, byte by byte. */
const pixelTags = new Set([0x7fe00001, 0x7fe00002, 0x7fe00008, 0x7fe00009, 0x7fe00010, 0x7fe00003]);
/** Tables and samples, whose bytes may all be letters by chance: palettes, LUT Data, Waveform Data. */
const sampleTags = new Set([
  0x00281201, 0x00281202, 0x00281203, 0x00281204, 0x00281221, 0x00281222, 0x00281223, 0x00283006, 0x54001010,
]);
/** Object identifiers of classes, context groups and coding schemes: they name kinds, not instances. */
const kindUids = new Set([
  0x00080016, 0x00081150, 0x0008010c, 0x00080117, 0x00080118, 0x0008001a, 0x0008001b, 0x00080062,
]);
/** Terms that the image's meaning hangs on; a person of the same name does not take them away. */
const wellKnownTerms = new Set(
  `MR CT US SC SEG SR PR OT MG CR DX PT ORIGINAL DERIVED PRIMARY SECONDARY AXIAL OTHER M ND NORM SUB MIP BREAST CHEST
  MONOCHROME1 MONOCHROME2 RGB YBR_FULL YBR_FULL_422 YBR_ICT YBR_RCT PALETTE COLOR L R B U YES NO NONE TEXT CODE NUM
  PNAME IMAGE CONTAINER CONTAINS SEPARATE HFS HFP FFS FFP ROW COL 2D 3D`.split(/\s+/),
).add('PALETTE COLOR');
const characterSet = 0x00080005;
const characterSetTerm = /^(ISO_IR \d{1,3}|ISO 2022 IR \d{1,3}|GB18030|GBK)?$/;
/** Beyond it, bytes are pixels or tables and not searched for text. */
const searchedBytes = 4 * 1024 * 1024;

/**
 * The value of an attribute of the standard that table E.1-1 does not list. The table takes such attributes for safe;
 * hospitals write what they like, so each value has to be what its VR says and hold none of the file's identifiers.
 *
 * @returns undefined when the value stays; else the action and the new value, undefined when the element goes.
 */
export function unlistedValue(
  walk: Walk,
  scope: Scope,
  tag: number,
  vr: string,
  value: Uint8Array,
): [ActionTaken, Uint8Array | undefined] | undefined {
  if (value.length === 0 || pixelTags.has(tag)) return undefined;
  const dummy = (): [ActionTaken, Uint8Array] =>
    tag === characterSet ? ['Z', new Uint8Array(0)] : ['D', dummyValue(vr, value.length)];
  if (vr === 'PN') return dummy();
  if (vr === 'AE' || vr === 'UR') return ['X', undefined];
  if (vr === 'UI') {
    if (kindUids.has(tag) && isWellFormed(vr, value)) return undefined;
    return ['U', ascii(remapUids(walk.pseudonyms, value))];
  }
  if (vr === 'DA' || vr === 'DT' || vr === 'TM') {
    const shifted = walk.profile.retainModifiedDates ? shiftedValue(vr, value, walk.days) : undefined;
    return shifted ? ['C', shifted] : dummy();
  }
  if (textVrs.has(vr)) return unlistedText(walk, scope, tag, vr, value);
  if (vr === 'CS' || vr === 'AS') {
    return isHarmlessTerm(walk, tag, vr, value) ? undefined : dummy();
  }
  if (vr === 'DS' || vr === 'IS') {
    if (!isWellFormed(vr, value)) return ['Z', new Uint8Array(0)];
    // A number that is the patient's, whole; digits within a longer one are chance.
    const own = value.length >= 6 && walk.identifiers.isWhole(Buffer.from(value).toString('latin1'));
    return own ? ['Z', new Uint8Array(0)] : undefined;
  }
  const isNumber = isWellFormed(vr, value);
  if (!isNumber && !vr.startsWith('O') && vr !== 'UN') return ['X', undefined];
  return holdsText(walk, tag, value) ? ['X', undefined] : undefined;
}

function isHarmlessTerm(walk: Walk, tag: number, vr: string, value: Uint8Array): boolean {
  if (!isWellFormed(vr, value)) return false;
  const terms = Buffer.from(value)
    .toString('latin1')
    .split('\\')
    .map((term) => term.replace(/\0/g, ' ').trim());
  if (tag === characterSet) return terms.every((term) => characterSetTerm.test(term));
  return terms.every((term) => wellKnownTerms.has(term) || !walk.identifiers.inTerm(term));
}

/** Text in the place of numbers or samples: an identifier of the file in them, or nothing but printable letters. */
function holdsText(walk: Walk, tag: number, value: Uint8Array): boolean {
  if (value.length < 4 || value.length > searchedBytes) return false;
  if (walk.identifiers.inBytes(value)) return true;
  const printable = (byte: number) => byte >= 0x20 && byte <= 0x7e;
  return value.length >= 8 && !sampleTags.has(tag) && value.every(printable);
}

function unlistedText(
  walk: Walk,
  scope: Scope,
  tag: number,
  vr: string,
  value: Uint8Array,
): [ActionTaken, Uint8Array] | undefined {
  const text = decodeText(value, scope.characterSet);
  const hidden = walk.identifiers.inText(text) || walk.identifiers.inBytes(value);
  const dummy = (): [ActionTaken, Uint8Array] => ['D', dummyValue(vr, value.length)];
  if (scope.dummies === 'all') return dummy();
  if (scope.dummies === 'text' && !codeTags.has(tag) && !isTechnicalText(tag)) return dummy();
  const ofPublicCode = codeTags.has(tag) && (scope.publicCode || tag !== codeMeaning);
  if (ofPublicCode || isTechnicalText(tag)) return hidden ? dummy() : undefined;
  if (!walk.profile.cleanDescriptors) return dummy();
  const cleaned = cleanText(text, walk.identifiers.inText);
  if (cleaned === text && !hidden) return undefined;
  return cleaned === '' || walk.identifiers.inText(cleaned) ? dummy() : ['C', ascii(cleaned)];
}
