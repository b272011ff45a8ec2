import { createHmac } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { detectImageKind, extensionOf, type ImageKind } from '@eventeye/core';
import { deidentify, readDataset } from '@eventeye/dicom';
import { ZipFile } from 'yazl';
import { organizationKey } from '../deidentification/organizationKey.js';
import type { Services } from '../services.js';
import type { LabelledImage, LabelledImages } from './labelledImages.js';

/** The manifest that `eventeye-train import` takes; it passes over the columns behind the third. */
export const manifestHeader = 'path,patient,label,label_source,readers,blinded\n';

/**
 * The images and their manifest as a zip archive. Each image is read, de-identified (PS3.15 Annex E) and written when its turn
 * comes, so memory holds one at a time. Patients have pseudonyms: the same in every export of the organization, and others in
 * those of another.
 */
export function writeLabelled(
  { storage, secret, config }: Pick<Services, 'storage' | 'secret' | 'config'>,
  organizationId: string,
  { images, contradictory, undecided }: LabelledImages,
): Readable {
  const key = organizationKey(secret, organizationId);
  const out = new PassThrough();
  const zip = new ZipFile();
  // yazl tells of faults of its entries there, and they must end the answer: a cut archive is seen, a silent one is not.
  zip.on('error', (error: Error) => out.destroy(error));
  zip.outputStream.on('error', (error: Error) => out.destroy(error));
  for (const image of images) {
    const options = { mtime: new Date(0), compress: image.kind === 'dicom' };
    zip.addReadStreamLazy(pathOf(image), options, (give) => {
      load(image).then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: Error) => give(error, Readable.from([])),
      );
    });
  }
  const rows = images.map((image) => `${rowOf(image, pseudonymOf(key, image.patientId))}\n`);
  zip.addBuffer(Buffer.from(manifestHeader + rows.join('')), 'manifest.csv', { mtime: new Date(0) });
  const summary = { images: images.length, contradictory, undecided };
  zip.addBuffer(Buffer.from(`${JSON.stringify(summary)}\n`), 'left-out.json', { mtime: new Date(0) });
  zip.end();
  return zip.outputStream.pipe(out);

  async function load({ storagePath, kind }: LabelledImage): Promise<Uint8Array> {
    const bytes = await storage.read(storagePath);
    if (kind !== 'dicom' || detectImageKind(bytes) !== 'dicom') return bytes;
    const { maxPixels, maxTotalSamples } = config.limits;
    return deidentify(readDataset(bytes, { maxPixels, maxTotalSamples }), key).bytes;
  }
}

function rowOf(image: LabelledImage, pseudonym: string): string {
  return [pathOf(image), pseudonym, image.label, 'READERS', image.readers, image.blinded].join(',');
}

function pathOf({ id, kind }: LabelledImage): string {
  return `images/${id}.${extensionOf[kind as ImageKind]}`;
}

/** Sixteen hexadecimal digits that tell patients apart and lead back to none without the key. */
function pseudonymOf(key: Uint8Array, patientId: string): string {
  return createHmac('sha256', key).update(`labelled-export/${patientId}`).digest('hex').slice(0, 16);
}
