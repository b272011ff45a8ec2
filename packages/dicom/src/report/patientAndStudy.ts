import type { Dataset, Tag } from '../dataset/dataset.js';
import type { InstanceElements } from '../write/encodeDataset.js';

/**
 * Patient (PS3.3 C.7.1.1), General Study (C.7.2.1) and what de-identification left, as the source image says them, so that
 * the new object joins the patient's own study. Text becomes UTF-8. Values that a reader would refuse are left empty where
 * the standard allows it (type 2), never guessed.
 */
export function patientAndStudy(source: Dataset): InstanceElements {
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    TimezoneOffsetFromUTC: matching(source, 'x00080201', /^[+-]\d{4}$/),
    PatientName: nameOf(source, 'x00100010') ?? '',
    PatientID: shortText(source, 'x00100020', 64) ?? '',
    IssuerOfPatientID: shortText(source, 'x00100021', 64),
    PatientBirthDate: matching(source, 'x00100030', datePattern) ?? '',
    PatientSex: matching(source, 'x00100040', /^[MFO]$/) ?? '',
    PatientAge: matching(source, 'x00101010', /^\d{3}[DWMY]$/),
    PatientIdentityRemoved: matching(source, 'x00120062', /^(YES|NO)$/),
    DeidentificationMethod: deidentificationMethods(source),
    DeidentificationMethodCodeSequence: codesOf(source, 'x00120064'),
    LongitudinalTemporalInformationModified: matching(source, 'x00280303', /^(UNMODIFIED|MODIFIED|REMOVED)$/),
    StudyInstanceUID: source.string('x0020000d'),
    StudyDate: matching(source, 'x00080020', datePattern) ?? '',
    StudyTime: matching(source, 'x00080030', timePattern) ?? '',
    ReferringPhysicianName: nameOf(source, 'x00080090') ?? '',
    StudyID: shortText(source, 'x00200010', 16) ?? '',
    AccessionNumber: shortText(source, 'x00080050', 16) ?? '',
    StudyDescription: shortText(source, 'x00081030', 64),
  };
}

const datePattern = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const timePattern = /^([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?$/;

function matching(source: Dataset, tag: Tag, pattern: RegExp): string | undefined {
  const value = source.string(tag);
  return value !== undefined && pattern.test(value) ? value : undefined;
}

/** The first value, without control characters, of at most as many characters as its VR takes. */
function shortText(source: Dataset, tag: Tag, longest: number): string | undefined {
  return clipped(source.text(tag)?.split('\\')[0], longest);
}

function clipped(text: string | undefined, longest: number): string | undefined {
  const plain = text?.replace(/\p{Cc}/gu, '').trim();
  // Rare Hanja take two UTF-16 units, and half of one is no character.
  return plain
    ? plain
        .slice(0, longest)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim()
    : undefined;
}

/** Up to three groups of at most 64 characters (PS3.5 6.2, VR PN). */
export function nameOf(source: Dataset, tag: Tag): string | undefined {
  const groups = source.text(tag)?.split('\\')[0]?.split('=').slice(0, 3);
  const name = groups?.map((group) => clipped(group, 64) ?? '').join('=');
  return name?.replace(/=+$/, '') || undefined;
}

/** Type 1C of an image whose identity was removed; many files do not say how. */
function deidentificationMethods(source: Dataset): string[] | undefined {
  const methods = source.text('x00120063')?.split('\\') ?? [];
  const kept = methods.flatMap((method) => clipped(method, 64) ?? []);
  if (kept.length > 0) return kept;
  const isUnsaid = source.string('x00120062') === 'YES' && !codesOf(source, 'x00120064');
  return isUnsaid ? ['Not stated by the source image'] : undefined;
}

function codesOf(source: Dataset, tag: Tag): InstanceElements[] | undefined {
  const codes = source.items(tag).flatMap((item): InstanceElements[] => {
    const CodeValue = shortText(item, 'x00080100', 16);
    const CodingSchemeDesignator = shortText(item, 'x00080102', 16);
    const CodeMeaning = shortText(item, 'x00080104', 64);
    if (!CodeValue || !CodingSchemeDesignator || !CodeMeaning) return [];
    return [{ CodeValue, CodingSchemeDesignator, CodeMeaning }];
  });
  return codes.length > 0 ? codes : undefined;
}
