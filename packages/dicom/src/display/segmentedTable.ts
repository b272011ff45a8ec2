import { contradiction } from './lookupTable.js';

/** What is written and how, of one segmented table. */
interface Segments {
  words: readonly number[];
  /** Bytes of a word: offsets of indirect segments are given in bytes. */
  wordBytes: 1 | 2;
}

/**
 * Expands a Segmented Palette Color Lookup Table (PS3.3 C.7.9.2): discrete, linear and indirect segments.
 *
 * @param count entries the descriptor states; not one more is made.
 * @throws EventEyeError DICOM_INVALID when the segments break off, point outside or do not give as many entries.
 */
export function expandSegments(segments: Segments, count: number): Uint16Array {
  const out = new Uint16Array(count);
  const filled = expand(segments, 0, Number.POSITIVE_INFINITY, out, 0, true);
  if (filled !== count) throw broken();
  return out;
}

/** Expands at most `most` segments from a word on, and returns how much of `out` is filled. */
function expand(
  segments: Segments,
  start: number,
  most: number,
  out: Uint16Array,
  from: number,
  mayPoint: boolean,
): number {
  const { words, wordBytes } = segments;
  let filled = from;
  let at = start;
  for (let done = 0; done < most && at < words.length && filled < out.length; done++) {
    const code = words[at]!;
    const length = words[at + 1];
    if (length === undefined) throw broken();
    at += 2;
    if (code === 0) {
      if (at + length > words.length || filled + length > out.length) throw broken();
      for (let i = 0; i < length; i++) out[filled++] = words[at++]!;
    } else if (code === 1) {
      const end = words[at++];
      if (end === undefined || filled === 0 || filled + length > out.length) throw broken();
      const begin = out[filled - 1]!;
      for (let i = 1; i <= length; i++) out[filled++] = Math.round(begin + ((end - begin) * i) / length);
    } else if (code === 2 && mayPoint) {
      const width = 4 / wordBytes;
      if (at + width > words.length) throw broken();
      let offset = 0;
      for (let i = width - 1; i >= 0; i--) offset = offset * 256 ** wordBytes + words[at + i]!;
      at += width;
      // An indirect segment points to no other one, so nothing can go round in circles.
      filled = expand(segments, offset / wordBytes, length, out, filled, false);
    } else throw broken();
  }
  return filled;
}

const broken = () => contradiction('A segmented palette does not give what its descriptor says');
