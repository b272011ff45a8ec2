import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downloadCollection } from './downloadCollection.js';
import { importCollection } from './importCollection.js';
import { saveSeries } from './nbiaApi.js';
import { startNbiaServer } from './testing/startNbiaServer.js';

let server: Awaited<ReturnType<typeof startNbiaServer>>;
let out: string;
const waits: number[] = [];
const options = () => ({
  collection: 'Phantoms',
  baseUrl: server.baseUrl,
  out,
  delay: async (ms: number) => void waits.push(ms),
});
const everything = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
beforeAll(async () => {
  server = await startNbiaServer('Phantoms', 5);
});
afterAll(() => server.close());
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'eventeye-nbia-'));
  waits.length = 0;
  server.seen.length = 0;
});
afterEach(() => {
  for (const fault of Object.keys(server.faults)) delete server.faults[fault as keyof typeof server.faults];
  rmSync(out, { recursive: true });
});

describe('downloadCollection', () => {
  it('fetches every series whole, at most two at a time', async () => {
    const downloads = await downloadCollection(options());
    expect(downloads.map(({ files, downloaded }) => [files, downloaded])).toEqual(
      Array.from({ length: 5 }, () => [3, true]),
    );
    const { files, seriesInstanceUid } = server.offered[1]!;
    const folder = join(out, 'Case_2', `${seriesInstanceUid}.0`, seriesInstanceUid);
    for (const [name, bytes] of files) expect(readFileSync(join(folder, name)).equals(bytes)).toBe(true);
    expect(server.mostActive()).toBeLessThanOrEqual(2);
    expect(everything(out).some((name) => name.includes('partial'))).toBe(false);
  });

  it('fetches only what is missing when it runs again', async () => {
    await downloadCollection(options());
    rmSync(join(out, 'Case_3'), { recursive: true });
    server.seen.length = 0;
    const again = await downloadCollection(options());
    expect(again.map(({ downloaded }) => downloaded)).toEqual([false, false, true, false, false]);
    expect(server.seen).toEqual(['getSeries', 'getImageWithMD5Hash 1.2.3.3']);
  });

  it('tries again after an error of the server and a cut connection', async () => {
    Object.assign(server.faults, { unavailable: 2, cut: 1 });
    expect(await downloadCollection({ ...options(), concurrency: 1 })).toHaveLength(5);
    expect(waits).toHaveLength(3);
    // The second wait of one request is about twice its first.
    expect(waits[0]).toBeGreaterThanOrEqual(750);
    expect(waits[1]).toBeGreaterThanOrEqual(1500);
  });

  it('fetches a file again whose checksum differs', async () => {
    server.faults.corrupt = 1;
    const [first] = await downloadCollection({ ...options(), concurrency: 1 });
    expect(waits).toHaveLength(1);
    for (const [name, bytes] of server.offered[0]!.files)
      expect(readFileSync(join(first!.folder, name)).equals(bytes)).toBe(true);
  });

  it('waits as long as the archive asks for', async () => {
    server.faults.tooMany = 1;
    await downloadCollection(options());
    expect(waits).toEqual([7000]);
  });

  it('waits until the date the archive names', async () => {
    Object.assign(server.faults, { tooMany: 1, retryAfter: new Date(Date.now() + 120_000).toUTCString() });
    await downloadCollection(options());
    expect(waits).toHaveLength(1);
    // Far above any back-off of the first try.
    expect(waits[0]).toBeGreaterThan(60_000);
    expect(waits[0]).toBeLessThanOrEqual(120_000);
  });

  it('refuses an archive whose list of checksums leaves out a file', async () => {
    server.faults.shortList = true;
    await expect(downloadCollection({ ...options(), concurrency: 1 })).rejects.toThrow(/has no checksum/);
    expect(everything(out).filter((name) => name.endsWith('.dcm'))).toEqual([]);
  });

  it('fetches a series once that is listed twice', async () => {
    server.faults.listedTwice = true;
    expect(await downloadCollection(options())).toHaveLength(5);
    expect(server.seen).toHaveLength(6);
  });

  it.each(['..', '.', '1..2', '../1'])(
    'refuses the UID %s as the name of a folder',
    async (studyInstanceUid) => {
      server.faults.studyInstanceUid = studyInstanceUid;
      await expect(downloadCollection(options())).rejects.toThrow(/not what the API documents/);
      expect(everything(out)).toEqual([]);
    },
  );

  it('says that the disk is full at once, and does not ask the archive again', async () => {
    const full = async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
    await expect(saveSeries('1.2.3.1', join(out, 'a.zip'), options(), full)).rejects.toThrow(
      /Can not save series 1\.2\.3\.1: ENOSPC.*Make room/,
    );
    expect(waits).toEqual([]);
  });

  it('takes an archive without checksums where there is no other', async () => {
    server.faults.withoutHashes = true;
    expect(await downloadCollection(options())).toHaveLength(5);
    expect(server.seen).toContain('getImage 1.2.3.1');
  });

  it('gives up on a series that stays corrupt, names it, keeps the others and leaves nothing half', async () => {
    await downloadCollection({ ...options(), selectSeries: ({ PatientID }) => PatientID === 'Case 1' });
    server.faults.corrupt = 1000;
    await expect(downloadCollection({ ...options(), concurrency: 1 })).rejects.toThrow(
      /series 1\.2\.3\.2: its file 1-1\.dcm has another checksum.*run the same command again/,
    );
    expect(waits).toHaveLength(4);
    const left = everything(out).filter((name) => name.endsWith('.dcm') || name.includes('partial'));
    expect(left).toHaveLength(3);
    expect(left.every((name) => name.startsWith('Case_1'))).toBe(true);
  });

  it('writes nothing outside its folder, whatever an archive names its files', async () => {
    server.faults.hostileName = true;
    await expect(downloadCollection({ ...options(), concurrency: 1 })).rejects.toThrow(
      /invalid relative path|outside its folder/,
    );
    expect(everything(out).filter((name) => name.endsWith('.dcm'))).toEqual([]);
    expect(existsSync(join(out, '.dcm'))).toBe(false);
  });

  it('stops when it is told to, and goes on later', async () => {
    const controller = new AbortController();
    const onSeries = () => controller.abort(new Error('enough'));
    await expect(
      downloadCollection({ ...options(), concurrency: 1, signal: controller.signal, onSeries }),
    ).rejects.toThrow();
    expect(everything(out).some((name) => name.includes('partial'))).toBe(false);
    const again = await downloadCollection(options());
    expect(again.filter(({ downloaded }) => downloaded)).toHaveLength(4);
  });

  it('stops in the middle of an archive, and does not try again', async () => {
    const controller = new AbortController();
    server.faults.stall = () => controller.abort(new Error('enough'));
    await expect(
      downloadCollection({ ...options(), concurrency: 1, signal: controller.signal }),
    ).rejects.toThrow('enough');
    expect(waits).toEqual([]);
    expect(everything(out).filter((name) => /dcm|partial/.test(name))).toEqual([]);
  });

  it('says that a collection is unknown', async () => {
    await expect(downloadCollection({ ...options(), collection: 'Typo' })).rejects.toThrow(
      /no MR series of Typo\. Check/,
    );
  });
});

describe('importCollection', () => {
  const labels = (content: string) => {
    writeFileSync(join(out, 'labels.csv'), content);
    return join(out, 'labels.csv');
  };

  it('makes a cohort of the labelled patients, with boxes and slice ranges', async () => {
    const file = labels(
      'patient,label,left,top,right,bottom,first_slice,last_slice\nCase 2,MALIGNANT,1,2,3,4,1,2\nCase 3,BENIGN,,,,,,\n',
    );
    const cohort = await importCollection({
      ...options(),
      labels: file,
      description: 'Two cases.',
      seriesDescription: 'dyn',
    });
    expect(cohort.series).toEqual([
      {
        path: join(out, 'Case_2', '1.2.3.2.0', '1.2.3.2'),
        patient: 'Case 2',
        label: 'MALIGNANT',
        box: { left: 1, top: 2, right: 3, bottom: 4 },
        slices: { first: 1, last: 2 },
      },
      { path: join(out, 'Case_3', '1.2.3.3.0', '1.2.3.3'), patient: 'Case 3', label: 'BENIGN' },
    ]);
  });

  it.each([
    [
      'a patient twice',
      'patient,label\nCase 2,BENIGN\nCase 2,BENIGN\n',
      /row 3: the patient has a row before/,
    ],
    ['half a box', 'patient,label,left\nCase 2,BENIGN,1\n', /row 2: the box is not whole/],
    ['half a range', 'patient,label,first_slice\nCase 2,BENIGN,1\n', /row 2: first_slice and last_slice/],
    [
      'a range that is no number',
      'patient,label,first_slice,last_slice\nCase 2,BENIGN,a,3\n',
      /row 2: first_slice and last_slice/,
    ],
    [
      'a range that ends before it starts',
      'patient,label,first_slice,last_slice\nCase 2,BENIGN,4,3\n',
      /row 2: first_slice and last_slice/,
    ],
    ['nobody of the collection', 'patient,label\nCase 99,BENIGN\n', /None of the 5 series/],
  ])('refuses labels with %s', async (_, content, message) => {
    await expect(
      importCollection({ ...options(), labels: labels(content), description: '' }),
    ).rejects.toThrow(message);
  });
});
