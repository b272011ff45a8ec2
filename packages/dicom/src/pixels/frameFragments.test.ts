import { describe, expect, it } from 'vitest';
import { encodeHtj2k } from '../bench/encodeJpeg2000.js';
import { readDataset, readFrame } from '../index.js';
import { greyElements } from './testing/greyElements.js';
import { writeEncapsulated } from './testing/writeEncapsulated.js';

const htj2k = '1.2.840.10008.1.2.4.201';
const size = 32;
const pictures = [1, 2, 3].map((k) =>
  Uint16Array.from({ length: size * size }, (_, i) => (i * 37 * k) & 0xfff),
);
const picture = { width: size, height: size, bitsPerSample: 12, componentCount: 1, isSigned: false };
const streams = await Promise.all(pictures.map((values) => encodeHtj2k(values, picture, true)));
const elements = greyElements(size, size, 12, { NumberOfFrames: streams.length });

/** Each frame in as many fragments as there are places to cut it at, all of even length. */
const cut = (...places: number[]) =>
  streams.map((stream) => [...places, stream.length].map((to, i) => stream.subarray(places[i - 1] ?? 0, to)));
const frames = async (file: Uint8Array) => {
  const dataset = readDataset(file);
  return Promise.all(pictures.map(async (_, frame) => (await readFrame(dataset, frame)).values));
};

describe('frames of encapsulated pixel data', () => {
  it.each(['none', 'basic', 'extended'] as const)(
    'are found where each is one fragment, table: %s',
    async (table) => {
      expect(await frames(writeEncapsulated(elements, htj2k, cut(), table))).toEqual(pictures);
    },
  );

  it.each(['none', 'basic', 'extended'] as const)(
    'are found in three fragments each, table: %s',
    async (table) => {
      expect(await frames(writeEncapsulated(elements, htj2k, cut(40, 90), table))).toEqual(pictures);
    },
  );

  it('are found by their codestreams when the offset table points nowhere', async () => {
    const file = writeEncapsulated(elements, htj2k, cut(40, 90), 'basic');
    const dataset = readDataset(file);
    dataset.parsed.elements.x7fe00010!.basicOffsetTable = [0, 8, 20];
    expect((await readFrame(dataset, 2)).values).toEqual(pictures[2]);
  });

  it('are refused as cut off when there are fewer than the header says', async () => {
    const file = writeEncapsulated({ ...elements, NumberOfFrames: 4 }, htj2k, cut(40), 'none');
    await expect(frames(file)).rejects.toMatchObject({ code: 'DICOM_TRUNCATED' });
  });

  it('of a single frame are all its fragments', async () => {
    const file = writeEncapsulated(greyElements(size, size, 12), htj2k, [cut(2, 40, 90)[1]!], 'none');
    expect((await readFrame(readDataset(file))).values).toEqual(pictures[1]);
  });
});
