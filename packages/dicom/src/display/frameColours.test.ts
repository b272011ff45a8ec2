import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { element, joined } from '../dataset/testing/elementBytes.js';
import { readFrame } from '../pixels/readFrame.js';
import { frameColours } from './frameColours.js';
import { luma } from './luma.js';
import { renderFrame } from './renderFrame.js';

interface Colour {
  model: string;
  samples: Uint8Array | Uint16Array;
  samplesPerPixel?: 1 | 3;
  planar?: 0 | 1;
  signed?: boolean;
  palette?: Uint8Array[];
}

/** An object of one row. */
function colour({ model, samples, samplesPerPixel = 3, planar = 0, signed = false, palette = [] }: Colour) {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  return readDataset(
    joined(
      element(0x00080060, 'CS', 'OT'),
      element(0x00280002, 'US', samplesPerPixel),
      element(0x00280004, 'CS', model),
      element(0x00280006, 'US', planar),
      element(0x00280010, 'US', 1),
      element(0x00280011, 'US', samples.length / samplesPerPixel),
      element(0x00280100, 'US', bits),
      element(0x00280101, 'US', bits),
      element(0x00280102, 'US', bits - 1),
      element(0x00280103, 'US', signed ? 1 : 0),
      ...palette,
      element(0x7fe00010, 'OW', new Uint8Array(samples.buffer)),
    ),
  );
}
const coloursOf = async (object: Colour) => {
  const dataset = colour(object);
  return [...frameColours(dataset, await readFrame(dataset))];
};
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work;
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};
const tags = [
  [0x00281101, 0x00281201, 0x00281221],
  [0x00281102, 0x00281202, 0x00281222],
  [0x00281103, 0x00281203, 0x00281223],
] as const;
const descriptors = (vr: string, value: number[]) => tags.map(([tag]) => element(tag, vr, value));
const tables = (...channels: (number[] | Uint8Array)[]) =>
  tags.map(([, tag], i) => element(tag, 'OW', channels[i]!));
const segments = (...channels: (number[] | Uint8Array)[]) =>
  tags.map(([, , tag], i) => element(tag, 'OW', channels[i]!));
const indices = (...values: number[]) => ({
  model: 'PALETTE COLOR',
  samplesPerPixel: 1 as const,
  samples: Uint8Array.from(values),
});

describe('colour models', () => {
  it('RGB is as it is, by pixel or by plane, and 16 bits are scaled', async () => {
    expect(await coloursOf({ model: 'RGB', samples: Uint8Array.of(1, 2, 3, 4, 5, 6) })).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(await coloursOf({ model: 'RGB', planar: 1, samples: Uint8Array.of(1, 4, 2, 5, 3, 6) })).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(
      await coloursOf({ model: 'RGB', samples: Uint16Array.of(0, 32_768, 65_535, 0, 257, 514) }),
    ).toEqual([0, 128, 255, 0, 1, 2]);
  });

  it('YBR_FULL and YBR_PARTIAL give the primaries of their formulas', async () => {
    // Forward by PS3.3 C.7.6.3.1.2, rounded: white, black, red, green, blue.
    const fullRange = [255, 128, 128, 0, 128, 128, 76, 85, 255, 150, 44, 21, 29, 255, 107];
    const studio = [235, 128, 128, 16, 128, 128, 81, 90, 240, 145, 54, 34, 41, 240, 110];
    const primaries = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255];
    const near = (values: number[]) => Math.max(...values.map((value, i) => Math.abs(value - primaries[i]!)));
    expect(
      near(await coloursOf({ model: 'YBR_FULL', samples: Uint8Array.from(fullRange) })),
    ).toBeLessThanOrEqual(2);
    const partial = colour({ model: 'RGB', samples: Uint8Array.from(studio) });
    const frame = { ...(await readFrame(partial)), photometricInterpretation: 'YBR_PARTIAL_422' };
    expect(near([...frameColours(partial, frame)])).toBeLessThanOrEqual(2);
  });

  it('that are unknown, signed or out of place are refused', async () => {
    for (const model of ['HSV', 'ARGB', 'MONOCHROME2', 'YBR_RCT', 'YBR_ICT', 'PALETTE COLOR'])
      expect(await codeOf(coloursOf({ model, samples: Uint8Array.of(1, 2, 3, 4, 5, 6) }))).toBe(
        'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      );
    const signed = { model: 'RGB', signed: true, samples: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect(await codeOf(coloursOf(signed))).toBe('DICOM_PIXEL_FORMAT_UNSUPPORTED');
    const grey = colour({ model: 'KIM^JIYOUNG', samplesPerPixel: 1, samples: Uint8Array.of(1, 2) });
    const thrown = await readFrame(grey).then((frame) => {
      try {
        return renderFrame(grey, frame);
      } catch (error) {
        return error;
      }
    });
    expect(EventEyeError.is(thrown, 'DICOM_PIXEL_FORMAT_UNSUPPORTED')).toBe(true);
    expect(String(thrown)).not.toContain('KIM');
  });

  it('are grey by the weights of the standard', () => {
    expect(
      [...luma(Uint8Array.of(255, 0, 0, 0, 255, 0, 10, 10, 10))].map((value) => Math.round(value)),
    ).toEqual([76, 150, 10]);
  });
});

describe('palettes', () => {
  it('of 8 bits come two entries in a word, or one in each', async () => {
    const packed = [
      ...descriptors('US', [4, 10, 8]),
      ...tables(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, 8), Uint8Array.of(9, 10, 11, 12)),
    ];
    const words = [...descriptors('US', [4, 10, 8]), ...tables([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12])];
    // Before the first value the first entry, beyond the last the last.
    for (const palette of [packed, words])
      expect(await coloursOf({ ...indices(0, 10, 12, 255), palette })).toEqual([
        1, 5, 9, 1, 5, 9, 3, 7, 11, 4, 8, 12,
      ]);
  });

  it('of 16 bits show their upper eight, and 0 entries are 65,536', async () => {
    const ramp = Array.from({ length: 65_536 }, (_, i) => i);
    const palette = [...descriptors('US', [0, 0, 16]), ...tables(ramp, ramp, ramp)];
    const object = { ...indices(), samples: Uint16Array.of(0, 0x1234, 0xffff), palette };
    expect(await coloursOf(object)).toEqual([0, 0, 0, 0x12, 0x12, 0x12, 255, 255, 255]);
  });

  it('may begin below zero', async () => {
    const palette = [...descriptors('SS', [3, -1, 8]), ...tables([1, 2, 3], [1, 2, 3], [1, 2, 3])];
    const object = { ...indices(255, 0, 1), signed: true, palette };
    expect(await coloursOf(object)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  it('in segments are expanded: discrete, linear and by pointing back', async () => {
    // Two given, a line of four to 50, then the discrete segment at byte 0 again.
    const channel = Uint8Array.of(0, 2, 5, 10, 1, 4, 50, 2, 1, 0, 0, 0, 0);
    const padded = Uint8Array.from([...channel, 0]).subarray(0, 13);
    const palette = [...descriptors('US', [8, 0, 8]), ...segments(padded, padded, padded)];
    const colours = await coloursOf({ ...indices(0, 1, 2, 3, 4, 5, 6, 7), palette });
    expect(colours.filter((_, i) => i % 3 === 0)).toEqual([5, 10, 20, 30, 40, 50, 5, 10]);
    const words = [0, 2, 0x500, 0xa00, 1, 4, 0x3200, 2, 1, 0, 0];
    const deep = [...descriptors('US', [8, 0, 16]), ...segments(words, words, words)];
    expect(await coloursOf({ ...indices(0, 1, 2, 3, 4, 5, 6, 7), palette: deep })).toEqual(colours);
  });

  it.each([
    ['absent', []],
    ['short', [...descriptors('US', [300, 0, 16]), ...tables([1, 2], [1, 2], [1, 2])]],
    [
      'of different sizes',
      [
        ...[2, 2, 3].map((count, i) => element(tags[i]![0], 'US', [count, 0, 16])),
        ...tables([1, 2], [1, 2], [1, 2, 3]),
      ],
    ],
    [
      'pointing to themselves',
      [...descriptors('US', [8, 0, 16]), ...segments([2, 9, 0, 0], [2, 9, 0, 0], [2, 9, 0, 0])],
    ],
    [
      'pointing outside',
      [...descriptors('US', [8, 0, 16]), ...segments([0, 1, 7, 2, 1, 0xffff, 0xffff], [0], [0])],
    ],
    ['without end', [...descriptors('US', [8, 0, 16]), ...segments([0, 60_000, 1], [0], [0])]],
    ['a line from nowhere', [...descriptors('US', [8, 0, 16]), ...segments([1, 8, 9], [1, 8, 9], [1, 8, 9])]],
    ['too long a line', [...descriptors('US', [8, 0, 16]), ...segments([0, 1, 1, 1, 65_535, 9], [0], [0])]],
  ])('that are %s are refused', async (_, palette) => {
    expect(await codeOf(coloursOf({ ...indices(0, 1), palette }))).toBe('DICOM_INVALID');
  });
});

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance/', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder} is absent, so colours of other makers are not compared`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const open = (name: string) => readDataset(new Uint8Array(readFileSync(folder + name)));

describe.skipIf(!present)('files of other makers', () => {
  it('have the palette colours of pydicom 2.3.1 (apply_color_lut, upper eight bits)', async () => {
    const dataset = open('examples_palette.dcm');
    expect(sha256(frameColours(dataset, await readFrame(dataset)))).toBe(
      '322156a65198e9bee9b231c14fcb48d06306bea5d39e9f3c0b0befb037eb834f',
    );
  });

  it('have the samples and colours of pydicom 2.3.1 (convert_color_space) in native 4:2:2', async () => {
    const dataset = open('SC_ybr_full_422_uncompressed.dcm');
    const frame = await readFrame(dataset);
    expect(sha256(frame.values as Uint8Array)).toBe(
      'ddddadc3c3d361b56803d6e8caa0da3f0dd3c3972aee0ece1924086f792eecc6',
    );
    expect(sha256(frameColours(dataset, frame))).toBe(
      'ddb100d8f45a7fbf420e8ce5d1b376a5479f068c5109daac31eb982f662d228f',
    );
  });
});
