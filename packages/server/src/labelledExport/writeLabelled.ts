import { createHmac } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EventEyeError, extensionOf, type ImageKind } from '@eventeye/core';
import { deidentify, readDataset } from '@eventeye/dicom';
import { ZipFile } from 'yazl';
import { organizationKey } from '../deidentification/organizationKey.js';
import type { Services } from '../services.js';
import type { LabelledImage, LabelledImages } from './labelledImages.js';

const epoch = new Date(0);
/** The manifest that `eventeye-train import` takes; it passes over the columns behind the third. */
export const manifestHeader = 'path,patient,label,label_source,readers,blinded\n';

/** What an archive holds, and how many images are not in it and why. */
export interface LabelledSummary {
  images: number;
  /** Readers say benign and malignant of the same image. */
  contradictory: number;
  /** Readings leave it open. */
  undecided: number;
  /** The file is gone or damaged. */
  unreadable: number;
}

/**
 * The images and their manifest as a zip archive. Each image is read, de-identified (PS3.15 Annex E) and written when its turn
 * comes, so memory holds one at a time; one that can not be read is left out and counted. Patients have pseudonyms: the same in
 * every export of the organization, and others in those of another.
 *
 * @param onSummary told once all images are written.
 */
export function writeLabelled(
  services: Pick<Services, 'storage' | 'secret' | 'config'>,
  organizationId: string,
  labelled: LabelledImages,
  onSummary: (summary: LabelledSummary) => void = () => {},
): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const writing = new AbortController();
  out.once('close', () => writing.abort());
  fill(zip, services, organizationKey(services.secret, organizationId), labelled, writing.signal)
    .then(onSummary)
    .catch((error: Error) => out.destroy(error));
  return out;
}

async function fill(
  zip: ZipFile,
  { storage, config }: Pick<Services, 'storage' | 'config'>,
  key: Uint8Array,
  { images, contradictory, undecided }: LabelledImages,
  signal: AbortSignal,
): Promise<LabelledSummary> {
  const rows: string[] = [];
  for (const image of images) {
    const bytes = await load(image);
    if (!bytes) continue;
    const content = Readable.from([bytes]);
    zip.addReadStream(content, pathOf(image), { mtime: epoch, compress: image.kind === 'dicom' });
    // Until it was taken: whoever reads slowly keeps one image waiting and no more.
    await finished(content, { signal });
    rows.push(`${rowOf(image, pseudonymOf(key, image.patientId))}\n`);
  }
  zip.addBuffer(Buffer.from(manifestHeader + rows.join('')), 'manifest.csv', { mtime: epoch });
  const summary = { images: rows.length, contradictory, undecided, unreadable: images.length - rows.length };
  zip.addBuffer(Buffer.from(`${JSON.stringify(summary)}\n`), 'left-out.json', { mtime: epoch });
  zip.end();
  return summary;

  async function load({ storagePath, kind }: LabelledImage): Promise<Uint8Array | null> {
    try {
      const bytes = await storage.read(storagePath);
      if (kind !== 'dicom') return bytes;
      const { maxPixels, maxTotalSamples } = config.limits;
      return deidentify(readDataset(bytes, { maxPixels, maxTotalSamples }), key).bytes;
    } catch (error) {
      if (EventEyeError.is(error)) return null;
      throw error;
    }
  }
}

function rowOf(image: LabelledImage, pseudonym: string): string {
  return [pathOf(image), pseudonym, image.label, image.source, image.readers, image.blinded].join(',');
}

function pathOf({ id, kind }: LabelledImage): string {
  return `images/${id}.${extensionOf[kind as ImageKind]}`;
}

/** Sixteen hexadecimal digits that tell patients apart and lead back to none without the key. */
function pseudonymOf(key: Uint8Array, patientId: string): string {
  return createHmac('sha256', key).update(`labelled-export/${patientId}`).digest('hex').slice(0, 16);
}
