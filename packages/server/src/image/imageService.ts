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
import { storeImage } from './storeImage.js';

/** Files that are decoded and stored at the same time within one request. */
const concurrency = 4;

/** Uploads: each file is admitted and stored on its own, so that one bad file costs none of the others. */
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
      const chosen = patientId
        ? await prisma.patient.findFirst({ where: { id: patientId, ...visiblePatients(caller) } })
        : undefined;
      if (chosen === null)
        throw new EventEyeError(
          'NOT_FOUND',
          'There is no such patient. Look the patient up again, or leave patientId out for DICOM.',
        );
      const { organizationId } = caller;
      const policy = await deidentificationPolicy(prisma, organizationId, config.deidentification);
      const key = organizationKey(secret, organizationId);
      const outcomes = new Array<MedicalImage | EventEyeError>(files.length);
      let next = 0;
      const lane = async () => {
        for (let index = next++; index < files.length; index = next++) {
          const file = files[index]!;
          try {
            // First of all: nothing of the file as it came is kept, logged or sent to another process.
            const { file: prepared, report } = deidentifyUpload(file, policy, key, config.limits);
            const admitted = await admitImage(prepared, engine, config.limits);
            const image = { ...admitted, deidentification: report };
            outcomes[index] = await storeImage(services, caller, image, chosen);
          } catch (error) {
            if (!EventEyeError.is(error)) throw error;
            outcomes[index] = named(error, file.filename);
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(concurrency, files.length) }, lane));
      return {
        images: outcomes.filter((outcome): outcome is MedicalImage => !EventEyeError.is(outcome)),
        rejected: outcomes.filter((outcome): outcome is EventEyeError => EventEyeError.is(outcome)),
      };
    },
  };
}

function named(error: EventEyeError, filename: string): EventEyeError {
  if (error.filename === filename) return error;
  return new EventEyeError(error.code, error.message, { filename, cause: error });
}
