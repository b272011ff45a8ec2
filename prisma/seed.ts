import { createDemoStudy } from '@eventeye/phantom';
import { type Caller, type Log, type Services, seedAccounts } from '@eventeye/server';

/** What the demonstration shows: each patient has a lesion of a known kind, or none. */
const patients = [
  { seed: 900_101, lesion: 'MALIGNANT' },
  { seed: 900_202, lesion: 'BENIGN' },
  { seed: 900_303, lesion: null },
  { seed: 900_404, lesion: 'MALIGNANT' },
] as const;

const slices = 12;

/** Users of the demonstration. Quick: the server can be used as soon as they exist. */
export { seedAccounts };

/**
 * Phantom patients with their studies, and for each an analysis of the slice through the lesion. After an
 * interruption it goes on where it stopped: what is stored is neither stored nor analysed again.
 *
 * @returns how many patients were added.
 */
export async function seedPatients(services: Services, caller: Caller, log: Log): Promise<number> {
  let added = 0;
  for (const patient of patients) {
    if (await isWhole(services, caller, patient.seed)) continue;
    const { instances, truth } = createDemoStudy({ ...patient, slices });
    const { images, rejected } = await services.images.store(caller, { files: instances });
    if (rejected[0]) throw rejected[0];
    // The first series is before contrast, the second after it.
    const slice = Math.round(truth.lesion?.centre.slice ?? slices / 2);
    const shown = images[slices + Math.min(Math.max(slice, 0), slices - 1)];
    if (shown) await services.analyses.request(caller, shown.id);
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
