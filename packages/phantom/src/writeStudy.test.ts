import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInstance, readDataset, readFrame } from '@eventeye/dicom';
import { describe, expect, it } from 'vitest';
import { createDemoStudy } from './createDemoStudy.js';
import { createPhantom } from './phantom.js';
import { renderSlice } from './renderSlice.js';
import { writeStudy } from './writeStudy.js';

const tiny = { size: 96, slices: 4 } as const;

describe('writeStudy', () => {
  const phantom = createPhantom({ seed: 123, lesion: 'MALIGNANT', centreOn: 'LESION', ...tiny });
  const instances = [...writeStudy(phantom)];
  const described = instances.map(({ bytes }) => describeInstance(readDataset(bytes)));

  it('writes one study of a pre and a post-contrast series', () => {
    expect(instances.map(({ filename }) => filename)).toEqual([
      ...['pre/001.dcm', 'pre/002.dcm', 'pre/003.dcm', 'pre/004.dcm'],
      ...['post1/001.dcm', 'post1/002.dcm', 'post1/003.dcm', 'post1/004.dcm'],
    ]);
    expect(new Set(described.map((it) => it.studyInstanceUid)).size).toBe(1);
    expect(new Set(described.map((it) => it.seriesInstanceUid)).size).toBe(2);
    expect(new Set(described.map((it) => it.sopInstanceUid)).size).toBe(8);
  });

  it('says who the phantom is and that it is one', () => {
    expect(described[0]).toMatchObject({
      patientId: 'PHANTOM-000123',
      modality: 'MR',
      rows: 96,
      columns: 96,
    });
    expect(described[0]!.seriesDescription).toContain('PHANTOM');
    expect(described[0]!.studyDescription).toContain('synthetic');
  });

  it('places the slices one thickness apart, towards the head', () => {
    const positions = described.slice(0, 4).map((it) => it.slicePositionMm!);
    const gaps = positions.slice(1).map((position, i) => position - positions[i]!);
    for (const gap of gaps) expect(gap).toBeCloseTo(phantom.geometry.sliceThicknessMm, 2);
  });

  it('stores the rendered values unchanged', async () => {
    const stored = Array.from((await readFrame(readDataset(instances[5]!.bytes))).values);
    expect(stored).toEqual(Array.from(renderSlice(phantom, 'post1', 1)));
  });

  it('uses UIDs under 2.25 that change with everything that changes the pixels', () => {
    const uids = [
      createPhantom({ seed: 123, lesion: 'BENIGN', ...tiny }),
      createPhantom({ seed: 124, lesion: 'BENIGN', ...tiny }),
      createPhantom({ seed: 123, lesion: 'BENIGN', ...tiny, size: 128 }),
      createPhantom({ seed: 123, lesion: 'BENIGN', ...tiny, suspicion: 0.5 }),
      createPhantom({ seed: 123, lesion: 'BENIGN', ...tiny, centreOn: 'LESION' }),
    ].map((it) => {
      const [first] = writeStudy(it, { phases: ['pre'], count: 1 });
      return describeInstance(readDataset(first!.bytes)).sopInstanceUid!;
    });
    expect(new Set(uids).size).toBe(5);
    for (const uid of uids) expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
  });

  it('satisfies dciodvfy', (context) => {
    if (spawnSync('dciodvfy', ['-version']).error) {
      context.skip('dciodvfy is not installed (Debian: dicom3tools)');
    }
    const folder = mkdtempSync(join(tmpdir(), 'phantom-'));
    try {
      for (const { bytes } of [instances[0]!, instances[7]!]) {
        const path = join(folder, 'slice.dcm');
        writeFileSync(path, bytes);
        const { stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
        const report = `${stdout}${stderr}`;
        expect(report).toContain('MRImage');
        expect(report).not.toMatch(/^(Error|Warning)/m);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('createDemoStudy', () => {
  it('gives a short stack through the lesion, the same bytes every time', () => {
    const options = { seed: 5, lesion: 'BENIGN', slices: 3, size: 96 } as const;
    const { instances, truth } = createDemoStudy(options);
    expect(instances).toHaveLength(6);
    expect(truth.lesion).toMatchObject({ class: 'BENIGN', slices: { from: 0, to: 2 } });
    const hash = (study: typeof instances) =>
      study.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    expect(hash(createDemoStudy(options).instances)).toEqual(hash(instances));
  });
});
