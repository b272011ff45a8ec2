import { cutOff } from './codecError.js';

/**
 * Takes the entropy-coded data of a scan apart at its restart markers and removes the zeros stuffed after ff
 * (ITU-T T.81 B.1.1.5).
 *
 * @returns one segment for each restart interval, and where the marker after the scan lies.
 * @throws EventEyeError DICOM_TRUNCATED when no marker ends the scan.
 */
export function entropySegments(bytes: Uint8Array, start: number): { segments: Uint8Array[]; next: number } {
  const out = new Uint8Array(bytes.length - start);
  const segments: Uint8Array[] = [];
  let from = 0;
  let length = 0;
  let at = start;
  for (;;) {
    const found = bytes.indexOf(0xff, at);
    if (found < 0 || found + 1 >= bytes.length) throw cutOff();
    out.set(bytes.subarray(at, found), length);
    length += found - at;
    const marker = bytes[found + 1]!;
    at = found + 2;
    if (marker === 0) out[length++] = 0xff;
    // A fill byte: the marker itself comes next.
    else if (marker === 0xff) at = found + 1;
    else {
      segments.push(out.subarray(from, length));
      from = length;
      if (marker < 0xd0 || marker > 0xd7) return { segments, next: found };
    }
  }
}
