import { EventEyeError } from '@eventeye/core';
import type { FileUpload } from 'graphql-upload/processRequest.mjs';
import { mayChange } from '../auth/mayChange.js';
import type { MedicalImage } from '../database/client.js';
import type { Caller, Services } from '../services.js';
import { readUpload } from './readUpload.js';

/** Bytes held in memory before they are stored; a batch of a whole study goes through in several portions. */
const portionBytes = 32 * 1024 * 1024;

/**
 * Stores the files of one request, portion by portion.
 *
 * @param patientId whom all of them show; undefined when they are DICOM and name their own.
 * @returns images in the order of the files, and a failure with `filename` for each file that was not accepted.
 * Throws VALIDATION_FAILED without files, NOT_FOUND, FORBIDDEN.
 */
export async function storeUploads(
  services: Pick<Services, 'images' | 'config'>,
  caller: Caller,
  patientId: string | undefined,
  uploads: readonly Promise<FileUpload>[],
): Promise<{ medicalImages: MedicalImage[]; rejected: EventEyeError[] }> {
  mayChange(caller, 'upload images');
  if (uploads.length === 0) {
    throw new EventEyeError('VALIDATION_FAILED', 'Send at least one file.', { path: ['input', 'files'] });
  }
  const medicalImages: MedicalImage[] = [];
  const rejected: EventEyeError[] = [];
  let portion: { filename: string; bytes: Uint8Array }[] = [];
  let held = 0;
  const storePortion = async () => {
    if (portion.length === 0) return;
    const stored = await services.images.store(
      caller,
      patientId ? { patientId, files: portion } : { files: portion },
    );
    medicalImages.push(...stored.images);
    rejected.push(...stored.rejected);
    portion = [];
    held = 0;
  };
  for (const upload of uploads) {
    try {
      const file = await readUpload(upload, services.config.limits.maxBytes);
      portion.push(file);
      held += file.bytes.length;
    } catch (error) {
      if (!EventEyeError.is(error)) throw error;
      rejected.push(error);
    }
    if (held >= portionBytes) await storePortion();
  }
  await storePortion();
  return { medicalImages, rejected };
}
