import type { ImagePlane } from '@eventeye/core';
import { imagePlane, planeOfGeometry, readDataset } from '@eventeye/dicom';
import type { MedicalImage } from '../database/client.js';
import { readSliceColumns } from '../image/sliceColumns.js';
import type { Services } from '../services.js';

/** Planes of images that were looked at; an image's bytes never change. */
const known = new WeakMap<FileStore, Map<string, Promise<ImagePlane | null>>>();
type FileStore = Services['storage'];
const mostKnown = 10_000;

/**
 * Where an image lies in the patient; null for pictures and where the header does not say. Rows stored before they kept their
 * geometry have it read from the header of their file, which is remembered, for a file is read whole.
 */
export function planeOf(
  { storage, config }: Pick<Services, 'storage' | 'config'>,
  image: MedicalImage,
): Promise<ImagePlane | null> {
  const { id, kind, frameCount, storagePath } = image;
  if (kind !== 'dicom' || frameCount !== 1) return Promise.resolve(null);
  if (image.imagePosition.length > 0)
    return Promise.resolve(planeOfGeometry(readSliceColumns(image)) ?? null);
  const planes = known.get(storage) ?? new Map<string, Promise<ImagePlane | null>>();
  known.set(storage, planes);
  let plane = planes.get(id);
  if (!plane) {
    const { maxPixels, maxTotalSamples } = config.limits;
    plane = storage
      .read(storagePath)
      .then((bytes) => imagePlane(readDataset(bytes, { maxPixels, maxTotalSamples })) ?? null);
    plane.catch(() => planes.delete(id));
    planes.set(id, plane);
    for (const oldest of planes.keys()) {
      if (planes.size <= mostKnown) break;
      planes.delete(oldest);
    }
  }
  return plane;
}
