import { createDemoStudy } from '@eventeye/phantom';

const { instances } = createDemoStudy({ seed: 7, lesion: 'MALIGNANT', slices: 3, size: 128 });

/** A phantom study, three slices before and three after contrast, in slice order, with plain file names. */
export const phantomFiles = instances.map(({ filename, bytes }) => ({
  filename: filename.replaceAll('/', '-'),
  bytes,
}));
