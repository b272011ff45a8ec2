import { EventEyeError } from '@eventeye/core';
import { isDicomdir } from '@eventeye/dicom';
import { receiveUpload } from '../archive/receiveUpload.js';
import { mayChange } from '../auth/mayChange.js';
import type { MedicalImage } from '../database/client.js';
import type { Caller, Services } from '../services.js';
import type { UploadedFile } from './readUpload.js';

/** Bytes held in memory before they are stored; a batch of a whole study goes through in several portions. */
const portionBytes = 32 * 1024 * 1024;

/** What became of the files of one request. */
export interface StoredUploads {
  medicalImages: MedicalImage[];
  rejected: EventEyeError[];
  skipped: SkippedFile[];
  /** The same of each upload by itself, in their order. */
  byUpload: StoredUploads[];
}

/** A file that is no image and no mistake either. */
export interface SkippedFile {
  filename: string;
  reason: 'DICOMDIR';
}

/**
 * Stores the files of one request, portion by portion; a zip archive stands for the files in it.
 *
 * @param patientId whom all of them show; undefined when they are DICOM and name their own.
 * @returns images in the order of the files, and a failure with `filename` for each file that was not accepted.
 * Throws VALIDATION_FAILED without files, NOT_FOUND, FORBIDDEN.
 */
export async function storeUploads(
  services: Pick<Services, 'images' | 'config'>,
  caller: Caller,
  patientId: string | undefined,
  uploads: readonly Promise<UploadedFile>[],
): Promise<StoredUploads> {
  mayChange(caller, 'UPLOAD', 'upload images');
  if (uploads.length === 0) {
    throw new EventEyeError('VALIDATION_FAILED', 'Send at least one file.', { path: ['input', 'files'] });
  }
  const byUpload = uploads.map(
    (): StoredUploads => ({
      medicalImages: [],
      rejected: [],
      skipped: [],
      byUpload: [],
    }),
  );
  let portion: { filename: string; bytes: Uint8Array; of: StoredUploads }[] = [];
  let held = 0;
  const storePortion = async () => {
    if (portion.length === 0) return;
    const files = portion.map(({ filename, bytes }) => ({ filename, bytes }));
    const { outcomes } = await services.images.store(caller, patientId ? { patientId, files } : { files });
    for (const [i, outcome] of outcomes.entries()) {
      const { medicalImages, rejected } = portion[i]!.of;
      if (EventEyeError.is(outcome)) rejected.push(outcome);
      else medicalImages.push(outcome);
    }
    portion = [];
    held = 0;
  };
  for (const [i, upload] of uploads.entries()) {
    const of = byUpload[i]!;
    for await (const file of receiveUpload(upload, services.config)) {
      if (EventEyeError.is(file)) of.rejected.push(file);
      else if (isDicomdir(file.bytes)) of.skipped.push({ filename: file.filename, reason: 'DICOMDIR' });
      else {
        portion.push({ ...file, of });
        held += file.bytes.length;
      }
      if (held >= portionBytes) await storePortion();
    }
  }
  await storePortion();
  return {
    medicalImages: byUpload.flatMap(({ medicalImages }) => medicalImages),
    rejected: byUpload.flatMap(({ rejected }) => rejected),
    skipped: byUpload.flatMap(({ skipped }) => skipped),
    byUpload,
  };
}
