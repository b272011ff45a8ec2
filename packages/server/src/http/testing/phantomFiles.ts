import { createDemoStudy } from '@eventeye/phantom';

/** A phantom study, three slices before and three after contrast, in slice order. */
export const phantomFiles = createDemoStudy({ seed: 7, lesion: 'MALIGNANT', slices: 3, size: 128 }).instances;
