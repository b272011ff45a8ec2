import { join } from 'node:path';
import { describeFault } from '../schema/formatFault.js';
import type { Log, Services } from '../services.js';
import { completeUploads } from './completeUploads.js';
import { createUploads } from './createUploads.js';
import { sweepUploads } from './sweepUploads.js';
import { uploadAddress } from './uploadAddress.js';
import { openUploadArea } from './uploadArea.js';
import type { UploadService } from './uploadService.js';

const sweepEveryMs = 5 * 60_000;
const hourMs = 3_600_000;

/** Opens the area of pending uploads, removes what was abandoned there, and goes on doing so until closed. */
export async function openUploads(
  services: Pick<Services, 'config' | 'prisma' | 'images' | 'addresses'>,
  log: Log,
): Promise<{ service: UploadService; close(): Promise<void> }> {
  const { config, prisma, images, addresses } = services;
  const area = await openUploadArea(join(config.dataDirectory, 'uploads'));
  // On the embedded database nobody else can be in the middle of one.
  await sweepUploads(prisma, area, config.databaseUrl ? hourMs : 0, log);
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweepUploads(prisma, area, hourMs, log).catch((error: unknown) =>
      log.warn(describeFault(error), 'pending uploads could not be swept'),
    );
  }, sweepEveryMs);
  timer.unref();
  const service: UploadService = {
    area,
    async create(caller, input, id) {
      const uploads = await createUploads({ prisma, config }, caller, input, id);
      const ttlSeconds = config.uploads.lifetimeMs / 1000;
      return uploads.map((upload) => ({
        upload,
        url: `${config.publicUrl ?? ''}${uploadAddress(addresses, upload, caller, ttlSeconds)}`,
      }));
    },
    complete: (caller, ids) => completeUploads({ config, prisma, images, area }, caller, ids),
  };
  return {
    service,
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
