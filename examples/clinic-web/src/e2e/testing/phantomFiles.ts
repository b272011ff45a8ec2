import { createDemoStudy } from '@eventeye/phantom';

/** DICOM files of a phantom study of its own for each seed, as a person would choose them in the browser. */
export function phantomFiles(seed: number, slices: number, size = 96) {
  const { instances } = createDemoStudy({ seed, lesion: 'MALIGNANT', slices, size });
  return instances.map(({ filename, bytes }) => ({
    name: filename.replaceAll('/', '-'),
    mimeType: 'application/dicom',
    buffer: Buffer.from(bytes),
  }));
}
