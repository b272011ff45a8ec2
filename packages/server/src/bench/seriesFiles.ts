import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPhantom, writeStudy } from '@eventeye/phantom';

/** A series of slices as a scanner sends it. */
export interface SeriesFiles {
  name: string;
  files: { filename: string; bytes: Uint8Array }[];
}

const duke = fileURLToPath(new URL('../../../../../shared/data/duke-breast-mri-153/post1/', import.meta.url));

/** 160 slices of 448 x 448: a real exam where it lies beside the project, a phantom's elsewhere. */
export function seriesFiles(): SeriesFiles {
  if (existsSync(duke)) {
    const files = readdirSync(duke).map((filename) => ({
      filename,
      bytes: new Uint8Array(readFileSync(`${duke}${filename}`)),
    }));
    return { name: 'Duke-Breast-Cancer-MRI 153, post1', files };
  }
  const phantom = createPhantom({ seed: 4, lesion: 'MALIGNANT', slices: 160, size: 448 });
  return { name: 'phantom', files: [...writeStudy(phantom, { phases: ['post1'] })] };
}
