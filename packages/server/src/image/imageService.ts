import { EventEyeError } from '@eventeye/core';
import type { Engine } from '@eventeye/inference';
import { visiblePatients } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { ServerConfig } from '../config.js';
import type { MedicalImage, PrismaClient } from '../database/client.js';
import { deidentifyUpload } from '../deidentification/deidentifyUpload.js';
import { organizationKey } from '../deidentification/organizationKey.js';
import { deidentificationPolicy } from '../deidentification/policy.js';
import type { FileStorage, ImageService } from '../services.js';
import { admitImage } from './admitImage.js';
import { storeImages } from './storeImages.js';

/** Files that are decoded at the same time within one request. */
const concurrency = 4;

/** Uploads: files are admitted one by one and stored together; one bad file costs none of the others. */
export function imageService(services: {
  prisma: PrismaClient;
  storage: FileStorage;
  engine: Engine;
  config: ServerConfig;
  secret: string;
}): ImageService {
  const { prisma, engine, config, secret } = services;
  return {
    async store(caller, { patientId, files }) {
      mayChange(caller, 'UPLOAD', 'upload images');
      // With a token of one patient, nothing can be for anybody else.
      const wanted = patientId ?? caller.token.only?.patientId;
      const chosen = wanted
        ? await prisma.patient.findFirst({ where: { id: wanted, ...visiblePatients(caller) } })
        : undefined;
      if (chosen === null)
        throw new EventEyeError(
          'NOT_FOUND',
          'There is no such patient. Look the patient up again, or leave patientId out for DICOM.',
        );
      const { organizationId } = caller;
      const policy = await deidentificationPolicy(prisma, organizationId, config.deidentification);
      const key = organizationKey(secret, organizationId);
      const admitted = await inLanes(files, async (file) => {
        // First of all: nothing of the file as it came is kept, logged or sent to another process.
        const { file: prepared, report } = deidentifyUpload(file, policy, key, config.limits);
        return { ...(await admitImage(prepared, engine, config.limits)), deidentification: report };
      });
      const good = admitted.flatMap((one) => (EventEyeError.is(one) ? [] : [one]));
      const stored = (await storeImages(services, caller, good, chosen)).values();
      const outcomes = admitted.map((one, i) => {
        const outcome = EventEyeError.is(one) ? one : stored.next().value!;
        return EventEyeError.is(outcome) ? named(outcome, files[i]!.filename) : outcome;
      });
      return {
        images: outcomes.filter((outcome): outcome is MedicalImage => !EventEyeError.is(outcome)),
        rejected: outcomes.filter((outcome): outcome is EventEyeError => EventEyeError.is(outcome)),
        outcomes,
      };
    },
  };
}

/** The results in the order of the files; a file that is refused is an error among them. */
async function inLanes<File, Result>(
  files: readonly File[],
  work: (file: File) => Promise<Result>,
): Promise<(Result | EventEyeError)[]> {
  const results = new Array<Result | EventEyeError>(files.length);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < files.length; index = next++) {
      try {
        results[index] = await work(files[index]!);
      } catch (error) {
        if (!EventEyeError.is(error)) throw error;
        results[index] = error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, files.length) }, lane));
  return results;
}

function named(error: EventEyeError, filename: string): EventEyeError {
  if (error.filename === filename) return error;
  return new EventEyeError(error.code, error.message, { filename, cause: error });
}
