import type { ModelDescription } from '@eventeye/inference';
import type { Services } from '../services.js';
import { findPreContrast } from './findPreContrast.js';

/** The bytes of the slice before contrast, where the model takes the DCE triplet and the study has that slice. */
export async function readPreContrast(
  {
    prisma,
    storage,
    engine,
  }: Pick<Services, 'prisma' | 'storage'> & { engine: { model: Pick<ModelDescription, 'channels'> } },
  medicalImageId: string,
): Promise<Uint8Array | undefined> {
  if (engine.model.channels !== 'dce-triplet') return undefined;
  const before = await findPreContrast(prisma, medicalImageId);
  return before && storage.read(before.storagePath);
}
