import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeInstance } from '../index.js';
import { greyElements } from '../pixels/testing/greyElements.js';
import { writeEncapsulated } from '../pixels/testing/writeEncapsulated.js';
import { encodeHtj2k } from './encodeJpeg2000.js';
import { picture } from './picture.js';

/** One file of the bench. */
export interface BenchFile {
  name: string;
  path: string;
  /** The handler that pydicom uses where gdcm is installed; none reads HTJ2K. */
  peer: 'numpy' | 'rle' | 'gdcm' | undefined;
}

/**
 * Writes the picture in every transfer syntax by the encoders of dcmtk, gdcm and OpenJPH.
 *
 * @throws Error where dcmtk (dcmcjpeg, dcmcjpls, dcmconv, dcmcrle) or libgdcm-tools (gdcmconv) is not installed.
 */
export async function makeFiles(folder: string, size = 512): Promise<BenchFile[]> {
  const values = picture(size);
  const grey16 = join(folder, 'grey16.dcm');
  const grey8 = join(folder, 'grey8.dcm');
  const colour = join(folder, 'colour.dcm');
  const eight = Uint8Array.from(values, (value) => value >> 4);
  const rgb = new Uint8Array(3 * eight.length);
  eight.forEach((value, i) => {
    rgb.set([value, 255 - value, value >> 1], 3 * i);
  });
  const inColour = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
  };
  writeFileSync(grey16, writeInstance({ elements: greyElements(size, size, 12), pixelData: values }));
  writeFileSync(grey8, writeInstance({ elements: greyElements(size, size, 8), pixelData: eight }));
  writeFileSync(colour, writeInstance({ elements: greyElements(size, size, 8, inColour), pixelData: rgb }));
  const files: BenchFile[] = [];
  const add = (name: string, tool: string, options: string[], source: string, peer: BenchFile['peer']) => {
    const path = join(folder, `${files.length}.dcm`);
    execFileSync(tool, [...options, source, path], { stdio: ['ignore', 'ignore', 'inherit'] });
    files.push({ name, path, peer });
  };
  add('Implicit VR Little Endian', 'dcmconv', ['+ti'], grey16, 'numpy');
  add('Explicit VR Little Endian', 'dcmconv', ['+te'], grey16, 'numpy');
  add('Explicit VR Big Endian', 'dcmconv', ['+tb'], grey16, 'numpy');
  add('RLE Lossless', 'dcmcrle', [], grey16, 'rle');
  add('RLE Lossless, colour', 'dcmcrle', [], colour, 'rle');
  add('JPEG Baseline', 'dcmcjpeg', ['+eb'], grey8, 'gdcm');
  add('JPEG Baseline, colour 4:2:2', 'dcmcjpeg', ['+eb', '+s2'], colour, 'gdcm');
  add('JPEG Extended, 12 bits', 'dcmcjpeg', ['+ee', '+q', '95'], grey16, 'gdcm');
  add('JPEG Lossless, selection value 4', 'dcmcjpeg', ['+el', '+sv', '4'], grey16, 'gdcm');
  add('JPEG Lossless, selection value 1', 'dcmcjpeg', ['+e1'], grey16, 'gdcm');
  add('JPEG Lossless, colour', 'dcmcjpeg', ['+e1'], colour, 'gdcm');
  add('JPEG-LS Lossless', 'dcmcjpls', ['+el'], grey16, 'gdcm');
  add('JPEG-LS Near-Lossless', 'dcmcjpls', ['+en', '+md', '3'], grey16, 'gdcm');
  add('JPEG 2000 Lossless', 'gdcmconv', ['--j2k'], grey16, 'gdcm');
  add('JPEG 2000, 10 : 1', 'gdcmconv', ['--j2k', '--lossy', '-r', '10'], grey16, 'gdcm');
  add('JPEG 2000 Lossless, colour', 'gdcmconv', ['--j2k'], colour, 'gdcm');
  for (const [name, uid] of [
    ['HTJ2K Lossless', '1.2.840.10008.1.2.4.201'],
    ['HTJ2K', '1.2.840.10008.1.2.4.203'],
  ] as const) {
    const stream = await encodeHtj2k(
      values,
      { width: size, height: size, bitsPerSample: 12, componentCount: 1, isSigned: false },
      name === 'HTJ2K Lossless',
    );
    const path = join(folder, `${files.length}.dcm`);
    writeFileSync(path, writeEncapsulated(greyElements(size, size, 12), uid, [[stream]]));
    files.push({ name, path, peer: undefined });
  }
  return files;
}
