import { inflateRawSync } from 'node:zlib';
import { EventEyeError } from '@eventeye/core';
import dicomParser from 'dicom-parser';
import { Dataset } from './dataset.js';
import { type DicomLimits, defaultDicomLimits } from './limits.js';
import { findTransferSyntax, type TransferSyntax } from './transferSyntax.js';

const implicitLittleEndian = '1.2.840.10008.1.2';
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const explicitBigEndian = '1.2.840.10008.1.2.2';

/**
 * Reads the structure of a DICOM Part 10 file (PS3.10 7), or of a bare data set without preamble and meta header.
 * Pixels are not touched: see `readFrame`.
 *
 * @throws EventEyeError DICOM_TRUNCATED when the file ends within an element, DICOM_INVALID when it is no DICOM or
 * is beyond the limits of structure, DICOM_TRANSFER_SYNTAX_UNSUPPORTED for a syntax that is unknown here.
 */
export function readDataset(bytes: Uint8Array, limits: Partial<DicomLimits> = {}): Dataset {
  const allowed = { ...defaultDicomLimits, ...limits };
  const bare = !hasPreamble(bytes);
  const assumed = bare ? guessTransferSyntax(bytes) : implicitLittleEndian;
  let parsed: dicomParser.DataSet;
  try {
    parsed = dicomParser.parseDicom(bytes, {
      TransferSyntaxUID: assumed,
      inflater: (all: Uint8Array, position: number) => inflate(all, position, allowed.maxInflatedBytes),
    } as dicomParser.ParseDicomOptions);
  } catch (error) {
    throw explain(error);
  }
  countElements(parsed, allowed);
  const uid = (bare ? undefined : parsed.string('x00020010')) ?? assumed;
  const syntax = findTransferSyntax(uid);
  if (!syntax) {
    throw new EventEyeError(
      'DICOM_TRANSFER_SYNTAX_UNSUPPORTED',
      `The transfer syntax ${printable(uid)} is not supported. Export the study as Explicit VR Little Endian and send it again.`,
    );
  }
  return new Dataset(parsed, syntax satisfies TransferSyntax, allowed);
}

function hasPreamble(bytes: Uint8Array): boolean {
  return bytes.length >= 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';
}

/** Without a meta header the first element tells: its group's byte order, and whether letters of a VR follow. */
function guessTransferSyntax(bytes: Uint8Array): string {
  if (bytes.length < 8) throw invalid();
  const littleGroup = bytes[0]! | (bytes[1]! << 8);
  const bigGroup = (bytes[0]! << 8) | bytes[1]!;
  const explicit = /^[A-Z]{2}$/.test(String.fromCharCode(bytes[4]!, bytes[5]!));
  // Data sets begin with group 0008 nearly always; 0002 is a meta header that lost its preamble.
  if (littleGroup === 0x0002)
    throw new EventEyeError(
      'DICOM_INVALID',
      'The DICOM file has no preamble before its meta header. Export it again as a DICOM Part 10 file.',
    );
  if (bigGroup === 0x0008 && explicit) return explicitBigEndian;
  if (littleGroup !== 0x0008) throw invalid();
  return explicit ? explicitLittleEndian : implicitLittleEndian;
}

function inflate(all: Uint8Array, position: number, maxBytes: number): Uint8Array {
  let data: Buffer;
  try {
    data = inflateRawSync(all.subarray(position), { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        'The deflated DICOM data set grows beyond the limit. Send it uncompressed, in smaller parts.',
        { cause },
      );
    }
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      'The deflated DICOM data set is damaged or cut off. Send the file again.',
      { cause },
    );
  }
  const out = new Uint8Array(position + data.length);
  out.set(all.subarray(0, position));
  out.set(data, position);
  return out;
}

function countElements(root: dicomParser.DataSet, limits: DicomLimits): void {
  let count = 0;
  const queue: { dataSet: dicomParser.DataSet; depth: number }[] = [{ dataSet: root, depth: 0 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.depth > limits.maxSequenceDepth) {
      throw new EventEyeError(
        'DICOM_INVALID',
        `The DICOM data set nests sequences deeper than ${limits.maxSequenceDepth}. Export it again.`,
      );
    }
    for (const element of Object.values(next.dataSet.elements)) {
      if (++count > limits.maxElements) {
        throw new EventEyeError(
          'DICOM_INVALID',
          `The DICOM data set holds more than ${limits.maxElements} elements. Export it again.`,
        );
      }
      for (const item of element.items ?? []) {
        if (item.dataSet) queue.push({ dataSet: item.dataSet, depth: next.depth + 1 });
      }
    }
  }
}

/** dicom-parser throws strings and Errors, or an object that holds the error beside what was read so far. */
function explain(thrown: unknown): EventEyeError {
  const inner =
    typeof thrown === 'object' && thrown !== null && 'exception' in thrown ? thrown.exception : thrown;
  if (EventEyeError.is(inner)) return inner;
  const text = inner instanceof Error ? inner.message : String(inner);
  if (inner instanceof RangeError && /call stack/i.test(text)) {
    return new EventEyeError(
      'DICOM_INVALID',
      'The DICOM data set nests sequences too deeply. Export it again.',
      { cause: inner },
    );
  }
  if (
    /past end|EOF|buffer over(read|run)|outside of|missing.*(delimiter|delimitation)|out of range|Offset is outside/i.test(
      text,
    )
  ) {
    return new EventEyeError(
      'DICOM_TRUNCATED',
      'The DICOM file ends in the middle of an element. It was cut off: send it again.',
      { cause: inner },
    );
  }
  return new EventEyeError(
    'DICOM_INVALID',
    'The file does not read as DICOM. Export it again as a DICOM Part 10 file.',
    { cause: inner },
  );
}

const invalid = () =>
  new EventEyeError(
    'DICOM_INVALID',
    'The file does not read as DICOM. Export it again as a DICOM Part 10 file.',
  );

/** A UID from a hostile file may hold anything; only what a UID is made of goes into a message. */
const printable = (uid: string) => (/^[0-9.]{1,64}$/.test(uid) ? uid : '(unreadable)');
