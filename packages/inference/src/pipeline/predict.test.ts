import { rmSync } from 'node:fs';
import { writeInstance } from '@eventeye/dicom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTinyModel } from '../testing/tinyModel.js';
import { predict } from './predict.js';
import { prepareSlice } from './prepareSlice.js';
import { type ModelSession, openSession } from './session.js';
import { toTensor } from './toTensor.js';

let directory: string;
let session: ModelSession;
beforeAll(async () => {
  directory = await makeTinyModel();
  session = await openSession(directory);
});
afterAll(async () => {
  await session.release();
  rmSync(directory, { recursive: true });
});

const picture = (width: number, height: number, value: (x: number, y: number) => number) =>
  sharp(
    Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
    {
      raw: { width, height, channels: 1 },
    },
  )
    .toColourspace('b-w')
    .png()
    .toBuffer();
const mr = (modality: string) =>
  writeInstance({
    elements: {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
      SOPInstanceUID: '1.2.3',
      Modality: modality,
      Rows: 32,
      Columns: 32,
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 0,
    },
    pixelData: Uint16Array.from({ length: 1024 }, (_, i) => (i % 32) * 40),
  });

describe('prepareSlice', () => {
  it('keeps proportions and says where the image lies', async () => {
    const { samples, content } = await prepareSlice(
      await picture(448, 224, (x) => x % 256),
      session.manifest.input,
    );
    expect(content).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 });
    expect(samples).toHaveLength(224 * 224);
    expect(samples.subarray(0, 224 * 56).every((grey) => grey === 0)).toBe(true);
    expect(samples.subarray(224 * 168).every((grey) => grey === 0)).toBe(true);
    expect(samples.subarray(224 * 100, 224 * 101).some((grey) => grey > 100)).toBe(true);
  });

  it('leaves a slice of the right size and full range as it is', async () => {
    const value = (x: number, y: number) => (x + y < 40 ? 0 : x + y > 400 ? 255 : 100);
    const { samples } = await prepareSlice(await picture(224, 224, value), session.manifest.input);
    expect(samples[224 * 100 + 100]).toBe(100);
    expect(samples[0]).toBe(0);
  });

  it("does not depend on the scanner's scale", async () => {
    const low = await prepareSlice(await picture(224, 224, (x) => x / 4), session.manifest.input);
    const high = await prepareSlice(await picture(224, 224, (x) => x / 2), session.manifest.input);
    const difference = low.samples.map((grey, i) => Math.abs(grey - high.samples[i]!));
    expect(Math.max(...difference.subarray(0, 1000))).toBeLessThan(8);
  });
});

describe('toTensor', () => {
  it('normalises as torchvision does, in single precision', () => {
    const tensor = toTensor(new Uint8Array(224 * 224).fill(128), session.manifest.input);
    // numpy float32: (128/255 - mean)/std
    expect(tensor[0]).toBeCloseTo(0.0740649, 6);
    expect(tensor[224 * 224]).toBeCloseTo(0.2051822, 6);
    expect(tensor[2 * 224 * 224]).toBeCloseTo(0.4264925, 6);
    expect(tensor).toHaveLength(3 * 224 * 224);
  });
});

describe('predict', () => {
  it('explains what it says: attention is high where the weights find brightness', async () => {
    const bytes = await picture(224, 224, (x, y) => (x > 150 && y < 70 ? 255 : (x * 13 + y * 7) % 40));
    const { attention, regions, predictedLabel } = await predict(bytes, session);
    expect(attention.label).toBe(predictedLabel);
    const bright = attention.values[1 * 7 + 5]!;
    const dark = attention.values[5 * 7 + 1]!;
    expect(bright === dark).toBe(false);
    for (const region of regions) {
      expect(region.x).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(224);
      expect(region.score).toBeGreaterThan(0.5 - 1 / 255);
    }
  });

  it('abstains on what the header rules out', async () => {
    expect(await predict(mr('CT'), session)).toMatchObject({
      outcome: 'OUT_OF_SCOPE',
      scope: { inScope: false, reason: 'NOT_MR' },
    });
    expect((await predict(mr('MR'), session)).scope.inScope).toBe(true);
  });

  it('abstains on colour and on blank pictures', async () => {
    const colour = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#d03010' } })
      .png()
      .toBuffer();
    expect((await predict(colour, session)).scope.reason).toBe('COLOUR_IMAGE');
    expect((await predict(await picture(64, 64, () => 90), session)).scope.reason).toBe('BLANK_IMAGE');
  });

  it('stops between stages', async () => {
    let stages = 0;
    const stop = () => {
      stages += 1;
      if (stages === 2) throw new Error('stop');
    };
    await expect(predict(mr('MR'), session, { onStage: stop })).rejects.toThrow('stop');
    expect(stages).toBe(2);
  });
});
