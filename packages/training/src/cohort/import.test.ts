import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPhantom, writeStudy } from '@eventeye/phantom';
import { afterAll, describe, expect, it } from 'vitest';
import { importFolder } from './importFolder.js';
import { importManifest } from './importManifest.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
};
const study = (under: string, seed: number, lesion: 'BENIGN' | 'MALIGNANT') => {
  const phantom = createPhantom({ seed, lesion, size: 64, slices: 3 });
  for (const { filename, bytes } of writeStudy(phantom))
    write(`${under}/${filename.replace('/', '-')}`, bytes);
};

describe('importFolder', () => {
  study('labelled/benign/anything', 1, 'BENIGN');
  study('labelled/Malignant/mixed', 2, 'MALIGNANT');
  study('labelled/Malignant/mixed2', 3, 'MALIGNANT');
  write('labelled/Malignant/notes/.hidden', 'x');
  const labels = ['BENIGN', 'MALIGNANT'];

  it('groups files by patient and series, wherever they lie', () => {
    const { series } = importFolder(join(folder, 'labelled'), labels, 'test');
    expect(series.map(({ patient, label, files }) => [patient, label, files?.length])).toEqual([
      ['PHANTOM-000001', 'BENIGN', 3],
      ['PHANTOM-000001', 'BENIGN', 3],
      ['PHANTOM-000002', 'MALIGNANT', 3],
      ['PHANTOM-000002', 'MALIGNANT', 3],
      ['PHANTOM-000003', 'MALIGNANT', 3],
      ['PHANTOM-000003', 'MALIGNANT', 3],
    ]);
  });

  it('takes the folder for the patient of a picture without a header', () => {
    write('pictures/benign/p1/a.png', 'no header');
    write('pictures/benign/p1/b.png', 'no header');
    write('pictures/malignant/p2/a.png', 'no header');
    const { series } = importFolder(join(folder, 'pictures'), labels, 'test');
    expect(series.map(({ patient, files }) => [patient, files?.length])).toEqual([
      ['p1', 2],
      ['p2', 1],
    ]);
  });

  it('says which class has no folder, no image or no patient', () => {
    expect(() => importFolder(join(folder, 'labelled'), ['BENIGN', 'ODD'], '')).toThrow(/no folder odd/);
    mkdirSync(join(folder, 'hollow/benign'), { recursive: true });
    expect(() => importFolder(join(folder, 'hollow'), ['BENIGN'], '')).toThrow(/holds no image/);
    write('loose/benign/a.png', 'x');
    expect(() => importFolder(join(folder, 'loose'), ['BENIGN'], '')).toThrow(/names no patient/);
  });
});

describe('importManifest', () => {
  write('list/images/a.dcm', 'x');

  it('reads boxes, slice ranges, companions and parts from CSV', () => {
    const file = write(
      'list/full.csv',
      'path,pre_path,patient,label,part,left,top,right,bottom,first_slice,last_slice\n' +
        'images,images,p1,BENIGN,train,1,2,3.5,4,83,100\nimages/a.dcm,,p2,MALIGNANT,,,,,,,\n',
    );
    expect(importManifest(file, 'two').series).toEqual([
      {
        path: join(folder, 'list/images'),
        prePath: join(folder, 'list/images'),
        patient: 'p1',
        label: 'BENIGN',
        part: 'train',
        box: { left: 1, top: 2, right: 3.5, bottom: 4 },
        slices: { first: 83, last: 100 },
      },
      { path: join(folder, 'list/images/a.dcm'), patient: 'p2', label: 'MALIGNANT' },
    ]);
  });

  it('reads the same from JSON', () => {
    const file = write('list/two.json', JSON.stringify([{ path: 'images', patient: 'p', label: 'BENIGN' }]));
    expect(importManifest(file, 'one').series).toHaveLength(1);
  });

  it.each([
    ['a path that does not exist', 'path,patient,label\nnowhere,p,BENIGN', /1 paths of .* do not exist/],
    ['a missing column', 'path,label\nimages,BENIGN', /row 2: patient/],
    ['a number that is none', 'path,patient,label,left\nimages,p,BENIGN,x', /row 2: left: must be a number/],
    ['half a box', 'path,patient,label,left,top\nimages,p,BENIGN,1,2', /row 2: box.right/],
    ['an unknown part', 'path,patient,label,part\nimages,p,BENIGN,exam', /row 2: part/],
    ['rows of different length', 'path,patient,label\nimages,p', /is no CSV table/],
    ['no row at all', 'path,patient,label\n', /lists nothing/],
  ])('refuses %s', (name, content, message) => {
    const file = write(`list/${name.replaceAll(' ', '-')}.csv`, content);
    expect(() => importManifest(file, '')).toThrow(message);
  });
});
