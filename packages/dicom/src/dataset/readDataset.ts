import { EventEyeError } from '@eventeye/core';
import type dicomParser from 'dicom-parser';
import { Dataset } from './dataset.js';
import { ElementReader } from './elementReader.js';
import { explicitLittleEndian, guessTransferSyntax, implicitLittleEndian } from './guessTransferSyntax.js';
import { inflateDataset } from './inflateDataset.js';
import { type DicomLimits, defaultDicomLimits } from './limits.js';
import { readFileMeta } from './readFileMeta.js';
import { unreadable } from './structureError.js';
import { findTransferSyntax } from './transferSyntax.js';

const deflated = '1.2.840.10008.1.2.1.99';

/**
 * Reads the structure of a DICOM Part 10 file (PS3.10 7), or of a data set that lost its preamble or its whole header.
 * Pixels are not touched: see `readFrame`.
 *
 * @throws EventEyeError DICOM_TRUNCATED when the file ends within an element, DICOM_INVALID when it is no DICOM or
 * is beyond the limits of structure, DICOM_TRANSFER_SYNTAX_UNSUPPORTED for a syntax that is unknown here.
 */
export function readDataset(bytes: Uint8Array, limits: Partial<DicomLimits> = {}): Dataset {
  const allowed = { ...defaultDicomLimits, ...limits };
  try {
    return read(bytes, allowed);
  } catch (error) {
    if (EventEyeError.is(error)) throw error;
    // What no check foresaw is still a fault of the file, and its text may quote from it.
    throw unreadable(error);
  }
}

function read(file: Uint8Array, limits: DicomLimits): Dataset {
  const meta = readFileMeta(file, limits);
  const uid = writtenIn(file, meta.end, meta.transferSyntaxUid);
  const syntax = findTransferSyntax(uid);
  if (!syntax) {
    throw new EventEyeError(
      'DICOM_TRANSFER_SYNTAX_UNSUPPORTED',
      `The transfer syntax ${printable(uid)} is not supported. Export the study as Explicit VR Little Endian and send it again.`,
    );
  }
  const bytes = uid === deflated ? inflateDataset(file, meta.end, limits.maxInflatedBytes) : file;
  const coding = { explicit: isExplicit(bytes, meta.end, uid), bigEndian: syntax.bigEndian };
  const elements: dicomParser.DataSet['elements'] = { ...meta.elements };
  const parsed = new ElementReader(bytes, limits).readDataSet(meta.end, coding, elements);
  return new Dataset(parsed, syntax, limits, coding);
}

/**
 * The transfer syntax the data set is really in. Archives that convert and forget the header are common enough, and of
 * the uncompressed syntaxes the first element tells the true one.
 */
function writtenIn(bytes: Uint8Array, at: number, declared: string | undefined): string {
  const guessed = guessTransferSyntax(bytes, at);
  if (declared === undefined) {
    if (guessed === undefined) throw unreadable();
    return guessed;
  }
  const isConfusable = declared === implicitLittleEndian || declared === explicitLittleEndian;
  return isConfusable && guessed !== undefined ? guessed : declared;
}

/** Compressed data sets are explicit (PS3.5 A.4), but for those of some writers. */
function isExplicit(bytes: Uint8Array, at: number, uid: string): boolean {
  if (uid === implicitLittleEndian) return false;
  return uid === explicitLittleEndian || guessTransferSyntax(bytes, at) !== implicitLittleEndian;
}

/** A UID from a hostile file may hold anything; only what a UID is made of goes into a message. */
const printable = (uid: string) => (/^[0-9.]{1,64}$/.test(uid) ? uid : '(unreadable)');
