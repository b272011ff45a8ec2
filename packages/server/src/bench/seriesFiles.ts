import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPhantom, writeStudy } from '@eventeye/phantom';

/** A series of slices as a scanner sends it. */
export interface SeriesFiles {
  name: string;
  files: { filename: string; bytes: Uint8Array }[];
}

const duke = fileURLToPath(new URL('../../../../../shared/data/duke-breast-mri-153/', import.meta.url));

type Phase = 'pre' | 'post1';

/** 160 slices of 448 x 448 a phase: a real exam where it lies beside the project, a phantom's elsewhere. */
export function seriesFiles(phases: readonly Phase[] = ['post1']): SeriesFiles {
  if (existsSync(duke)) {
    const files = phases.flatMap((phase) =>
      readdirSync(`${duke}${phase}`).map((filename) => ({
        filename: `${phase}-${filename}`,
        bytes: new Uint8Array(readFileSync(`${duke}${phase}/${filename}`)),
      })),
    );
    return { name: `Duke-Breast-Cancer-MRI 153, ${phases.join(' and ')}`, files };
  }
  const phantom = createPhantom({ seed: 4, lesion: 'MALIGNANT', slices: 160, size: 448 });
  return { name: 'phantom', files: [...writeStudy(phantom, { phases: [...phases] })] };
}
