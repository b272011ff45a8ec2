import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';

/** Where a fragment lies in the file, and its item's distance from the first one. */
interface Fragment {
  from: number;
  to: number;
  offset: number;
}

/** The fragments of one frame, and how many of their bytes are the frame's. */
export interface FrameFragments {
  fragments: Fragment[];
  length: number;
}

const known = new WeakMap<Dataset, FrameFragments[]>();

/**
 * Which fragments make which frame: by the extended or basic offset table, by their number, or by where codestreams
 * begin. A table that does not point at fragments is not believed.
 *
 * @throws EventEyeError DICOM_TRUNCATED where fewer frames are found than the header says, DICOM_INVALID for pixel data
 * that is not encapsulated.
 */
export function frameFragments(dataset: Dataset, frameCount: number): FrameFragments[] {
  const found = known.get(dataset) ?? find(dataset, frameCount);
  known.set(dataset, found);
  return found;
}

function find(dataset: Dataset, frameCount: number): FrameFragments[] {
  const element = dataset.parsed.elements.x7fe00010!;
  if (!element.fragments) {
    throw new EventEyeError(
      'DICOM_INVALID',
      'The pixel data is not encapsulated although the transfer syntax is compressed. Export the image again.',
    );
  }
  const fragments = element.fragments.map(({ position, length, offset }) => ({
    from: position,
    to: position + length,
    offset,
  }));
  const whole = (own: Fragment[]) => ({ fragments: own, length: Number.POSITIVE_INFINITY });
  if (frameCount === 1 && fragments.length > 0) return [whole(fragments)];
  const extended = extendedTable(dataset, frameCount);
  const byExtended = extended && groupByOffsets(fragments, extended.offsets);
  if (byExtended)
    return byExtended.map((own, frame) => ({ fragments: own, length: extended.lengths[frame]! }));
  const table = element.basicOffsetTable ?? [];
  const byTable = table.length === frameCount ? groupByOffsets(fragments, table) : undefined;
  if (byTable) return byTable.map(whole);
  if (fragments.length === frameCount) return fragments.map((fragment) => whole([fragment]));
  const byStarts = groupByStarts(fragments, dataset.parsed.byteArray);
  if (byStarts.length === frameCount) return byStarts.map(whole);
  throw new EventEyeError(
    'DICOM_TRUNCATED',
    `The file says that it has ${frameCount} frames, and others are found in it. Send it again, or export it anew.`,
  );
}

/** Extended Offset Table (7FE0,0001) and its Lengths (7FE0,0002), PS3.3 C.7.6.3.1.8: 64-bit numbers. */
function extendedTable(
  { parsed }: Dataset,
  frameCount: number,
): { offsets: number[]; lengths: number[] } | undefined {
  const read = (tag: string) => {
    const element = parsed.elements[tag];
    if (!element || element.length !== 8 * frameCount) return undefined;
    const { byteArray } = parsed;
    if (element.dataOffset + element.length > byteArray.length) return undefined;
    const view = new DataView(byteArray.buffer, byteArray.byteOffset + element.dataOffset, element.length);
    return Array.from({ length: frameCount }, (_, i) => Number(view.getBigUint64(8 * i, true)));
  };
  const offsets = read('x7fe00001');
  const lengths = read('x7fe00002');
  return offsets && lengths ? { offsets, lengths } : undefined;
}

/** `undefined` unless every offset is that of a fragment and they rise from the first one. */
function groupByOffsets(fragments: Fragment[], offsets: number[]): Fragment[][] | undefined {
  if (offsets[0] !== 0) return undefined;
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (fragment.offset === offsets[groups.length]) groups.push([fragment]);
    else groups.at(-1)?.push(fragment);
  }
  return groups.length === offsets.length ? groups : undefined;
}

/** A frame begins where a fragment begins as a codestream does and the one before it ended as one does. */
function groupByStarts(fragments: Fragment[], bytes: Uint8Array): Fragment[][] {
  const groups: Fragment[][] = [];
  let ended = true;
  for (const fragment of fragments) {
    if (ended && startsCodestream(bytes, fragment)) groups.push([fragment]);
    else groups.at(-1)?.push(fragment);
    ended = endsCodestream(bytes, fragment);
  }
  return groups;
}

/** SOI of JPEG and JPEG-LS, or SOC and SIZ of JPEG 2000. */
function startsCodestream(bytes: Uint8Array, { from }: Fragment): boolean {
  const [a, b, c, d] = bytes.subarray(from, from + 4);
  return a === 0xff && ((b === 0xd8 && c === 0xff) || (b === 0x4f && c === 0xff && d === 0x51));
}

/** EOI or EOC, which are the same; an even length may have needed bytes after it. */
function endsCodestream(bytes: Uint8Array, { from, to }: Fragment): boolean {
  let end = to;
  while (end - 2 > from && to - end < 4 && !(bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9)) end--;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
