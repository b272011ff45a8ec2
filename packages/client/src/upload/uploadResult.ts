import { EventEyeError } from '@eventeye/core';
import { failureOf } from '../errors/unwrap.js';
import type { MedicalImageFieldsFragment, SkippedFileReason } from '../generated/graphql.js';
import { escapeName } from './multipartBody.js';
import type { UploadPayload } from './requestMultipart.js';
import type { UploadSource } from './uploadSource.js';

/**
 * What became of one file: its image, why there is none, or why it was set aside although nothing is wrong with it. A zip
 * archive stands for its files: `images` has all of them, `rejected` says which of its files are none.
 */
export type UploadResult = { filename: string } & (
  | {
      image: MedicalImageFieldsFragment;
      images: MedicalImageFieldsFragment[];
      rejected: EventEyeError[];
      error?: undefined;
      skipped?: undefined;
    }
  | { image?: undefined; error: EventEyeError; skipped?: undefined }
  | { image?: undefined; error?: undefined; skipped: SkippedFileReason }
);

/** What became of the files of one request. Images come in their order, rejections by name; no two have one name. */
export function resultsOf(
  files: readonly (UploadSource & { archive: boolean })[],
  { medicalImages, rejected, skipped }: UploadPayload,
): UploadResult[] {
  const [only] = files;
  if (only?.archive) return [archiveResult(only, medicalImages, rejected, skipped)];
  const failures = new Map(rejected.map((failure) => [failure.filename, failure]));
  const reasons = new Map(skipped.map((file) => [file.filename, file.reason]));
  const images = medicalImages.values();
  return files.map(({ filename }) => {
    const failure = failures.get(filename) ?? failures.get(escapeName(filename));
    if (failure) return { filename, error: failureOf({ ...failure, filename }) };
    const reason = reasons.get(filename) ?? reasons.get(escapeName(filename));
    if (reason) return { filename, skipped: reason };
    const image = images.next().value;
    return image
      ? { filename, image, images: [image], rejected: [] }
      : { filename, error: unanswered(filename) };
  });
}

function archiveResult(
  { filename }: UploadSource,
  images: MedicalImageFieldsFragment[],
  rejected: UploadPayload['rejected'],
  skipped: UploadPayload['skipped'],
): UploadResult {
  const failures = rejected.map(failureOf);
  const [image] = images;
  if (image) return { filename, image, images, rejected: failures };
  if (failures[0]) return { filename, error: failures[0] };
  return skipped[0] ? { filename, skipped: skipped[0].reason } : { filename, error: unanswered(filename) };
}

function unanswered(filename: string): EventEyeError {
  const message = 'The server did not say what became of the file. Send it again.';
  return new EventEyeError('INTERNAL', message, { filename });
}
