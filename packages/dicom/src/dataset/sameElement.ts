import type dicomParser from 'dicom-parser';

/**
 * Whether an element that comes twice may be read as one: the first counts, as dcmtk has it. Two values of what names the
 * patient or the study, places a slice or says what pixels mean leave no safe choice.
 */
export function sameElement(
  bytes: Uint8Array,
  first: dicomParser.Element,
  second: dicomParser.Element,
  tag: number,
): boolean {
  if (!decisiveGroups.has(tag >>> 16)) return true;
  return (
    first.length === second.length &&
    Buffer.compare(
      bytes.subarray(first.dataOffset, first.dataOffset + first.length),
      bytes.subarray(second.dataOffset, second.dataOffset + second.length),
    ) === 0
  );
}

const decisiveGroups = new Set([0x0010, 0x0020, 0x0028, 0x5200, 0x7fe0]);
