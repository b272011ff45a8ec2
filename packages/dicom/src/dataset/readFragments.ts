import type dicomParser from 'dicom-parser';
import { itemTag, sequenceEnd, undefinedLength } from './elementHeader.js';
import type { ReadingBounds } from './readingBounds.js';
import { broken, truncated } from './structureError.js';

/**
 * Finds the fragments of encapsulated pixel data and its basic offset table (PS3.5 A.4), whose contents stay where they are.
 *
 * @throws EventEyeError DICOM_TRUNCATED where the delimiter at the end is not reached, DICOM_INVALID.
 */
export function readFragments(
  view: DataView,
  start: number,
  end: number,
  bigEndian: boolean,
  bounds: ReadingBounds,
): { element: Required<Pick<dicomParser.Element, 'fragments' | 'basicOffsetTable'>>; next: number } {
  const fragments: dicomParser.Fragment[] = [];
  let basicOffsetTable: number[] | undefined;
  let base = start;
  for (let at = start; at + 8 <= end; ) {
    const tag = view.getUint16(at, !bigEndian) * 0x10000 + view.getUint16(at + 2, !bigEndian);
    const length = view.getUint32(at + 4, !bigEndian);
    at += 8;
    if (tag === sequenceEnd) {
      return { element: { fragments, basicOffsetTable: basicOffsetTable ?? [] }, next: at };
    }
    if (tag !== itemTag || length === undefinedLength) throw broken('has pixel data without fragments');
    if (at + length > end) throw truncated();
    bounds.count(basicOffsetTable ? 1 : 1 + (length >>> 2));
    if (basicOffsetTable) fragments.push({ offset: at - base - 8, position: at, length });
    else {
      basicOffsetTable = Array.from({ length: length >>> 2 }, (_, i) =>
        view.getUint32(at + 4 * i, !bigEndian),
      );
      base = at + length;
    }
    at += length;
  }
  throw truncated();
}
