import { type Analysis, type EventEyeClient, EventEyeError, type MedicalImage } from '@eventeye/client';
import { fileFromPath } from '@eventeye/client/node';

/** What became of one file. */
export type FileOutcome = { file: string } & (
  | { analysis: Analysis; error?: undefined }
  | { analysis?: undefined; error: EventEyeError }
);

/** Told how far the batch is. */
export interface BatchProgress {
  uploaded(sentBytes: number, totalBytes: number): void;
  analysed(finished: number, total: number): void;
}

/** Analyses requested and watched at once; the server queues them anyway. */
const concurrency = 16;

/** Uploads the files, analyses each image and waits for the ends; one outcome a file, in the order of the files. */
export async function runBatch(
  client: EventEyeClient,
  files: readonly string[],
  patientId: string | undefined,
  progress: BatchProgress,
): Promise<FileOutcome[]> {
  const sources = await Promise.all(files.map(fileFromPath));
  const uploads = await client.uploadMedicalImages(sources, {
    ...(patientId && { patientId }),
    onProgress: ({ sentBytes, totalBytes }) => progress.uploaded(sentBytes, totalBytes),
  });
  const outcomes = new Array<FileOutcome>(files.length);
  const queue = uploads.entries();
  let finished = 0;
  const work = async () => {
    for (const [index, { image, error, skipped }] of queue) {
      const file = files[index]!;
      outcomes[index] = image
        ? await analyse(client, file, image)
        : { file, error: error ?? new EventEyeError('IMAGE_UNSUPPORTED', `No image: a ${skipped}.`) };
      finished += 1;
      progress.analysed(finished, files.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return outcomes;
}

async function analyse(client: EventEyeClient, file: string, image: MedicalImage): Promise<FileOutcome> {
  try {
    let analysis = await client.analyzeMedicalImage(image.id);
    for await (const state of client.watchAnalysis(analysis.id)) analysis = state;
    return { file, analysis };
  } catch (error) {
    // One file's failure must not end the batch; anything that is not ours is a fault of this program.
    if (EventEyeError.is(error)) return { file, error };
    throw error;
  }
}
