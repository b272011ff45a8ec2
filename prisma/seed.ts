import { createDemoStudy } from '@eventeye/phantom';
import { type Caller, type Log, type Services, seedAccounts } from '@eventeye/server';

/**
 * What the demonstration shows: each patient has a lesion of a known kind, or none. The last one comes first in lists,
 * so all of its slices after contrast are analysed; of the others the one through the lesion.
 */
const patients = [
  { seed: 900_101, lesion: 'MALIGNANT', analyze: 'slice' },
  { seed: 900_202, lesion: 'BENIGN', analyze: 'slice' },
  { seed: 900_303, lesion: null, analyze: 'slice' },
  { seed: 900_404, lesion: 'MALIGNANT', analyze: 'series' },
] as const;

const slices = 12;

/** Users of the demonstration. Quick: the server can be used as soon as they exist. */
export { seedAccounts };

/**
 * Phantom patients with their studies and some analyses. After an interruption it goes on where it stopped: what is
 * stored is not stored again, and who has an analysis gets no other.
 *
 * @returns how many patients were added.
 */
export async function seedPatients(services: Services, log: Log): Promise<number> {
  const caller = await seedAccounts(services);
  let added = 0;
  for (const patient of patients) {
    if (await isWhole(services, caller, patient.seed)) continue;
    const { instances, truth } = createDemoStudy({ seed: patient.seed, lesion: patient.lesion, slices });
    const { images, rejected } = await services.images.store(caller, { files: instances });
    if (rejected[0]) throw rejected[0];
    // The first series is before contrast, the second after it.
    const afterContrast = images.slice(slices);
    const slice = Math.floor(truth.lesion?.centre.slice ?? slices / 2);
    const shown = patient.analyze === 'series' ? afterContrast : afterContrast.slice(slice, slice + 1);
    for (const image of shown) await services.analyses.request(caller, image.id);
    added += 1;
    log.info({ seed: patient.seed, images: images.length }, 'demo patient stored');
  }
  return added;
}

async function isWhole({ prisma }: Services, { organizationId }: Caller, seed: number): Promise<boolean> {
  const mrn = `PHANTOM-${String(seed).padStart(6, '0')}`;
  const found = await prisma.patient.findUnique({
    where: { organizationId_mrn: { organizationId, mrn } },
    select: { _count: { select: { images: true, analyses: true } } },
  });
  return found !== null && found._count.images >= 2 * slices && found._count.analyses > 0;
}
