import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { encodeHtj2k, encodeJpeg2000 } from '../bench/encodeJpeg2000.js';
import { picture } from '../bench/picture.js';
import { readDataset, readFrame, writeInstance } from '../index.js';
import { greyElements } from '../pixels/testing/greyElements.js';
import { writeEncapsulated } from '../pixels/testing/writeEncapsulated.js';
import type { InstanceElements } from '../write/encodeDataset.js';
import { encodeByDcmtk, hasDcmtk } from './testing/dcmtk.js';

const size = 48;
const values = picture(size);
const native = writeInstance({ elements: greyElements(size, size, 12), pixelData: values });
const inColour: InstanceElements = {
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
  PlanarConfiguration: 0,
};
const rgb = Uint8Array.from(
  { length: 3 * size * size },
  (_, i) => (values[Math.floor(i / 3)]! >> 4) ^ (i % 3),
);
const nativeColour = writeInstance({ elements: greyElements(size, size, 8, inColour), pixelData: rgb });
const samplesOf = async (file: Uint8Array) => (await readFrame(readDataset(file))).values;

describe.skipIf(!hasDcmtk)('what dcmtk writes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])(
    'as JPEG Lossless with predictor %i is read without loss',
    async (predictor) => {
      const options = ['+el', '+sv', String(predictor)];
      expect(await samplesOf(encodeByDcmtk('dcmcjpeg', options, native))).toEqual(values);
      expect(await samplesOf(encodeByDcmtk('dcmcjpeg', options, nativeColour))).toEqual(rgb);
    },
  );

  it.each([
    ['JPEG Lossless, first predictor', 'dcmcjpeg', ['+e1']],
    ['JPEG-LS', 'dcmcjpls', ['+el']],
    ['JPEG-LS by planes', 'dcmcjpls', ['+el', '+iv']],
    ['RLE', 'dcmcrle', []],
  ])('as %s is read without loss', async (_, tool, options) => {
    expect(await samplesOf(encodeByDcmtk(tool, options, native))).toEqual(values);
    if (!options.includes('+iv'))
      expect(await samplesOf(encodeByDcmtk(tool, options, nativeColour))).toEqual(rgb);
  });

  it('as JPEG of 12 bits is read within what it lost', async () => {
    const read = await samplesOf(encodeByDcmtk('dcmcjpeg', ['+ee', '+q', '100'], native));
    const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - read[i]!)), 0);
    expect(worst).toBeLessThan(40);
  });

  it('keeps the sign of signed samples', async () => {
    const signed = Int16Array.from(values, (value) => value - 2048);
    const file = writeInstance({
      elements: greyElements(size, size, 12, { PixelRepresentation: 1 }),
      pixelData: signed,
    });
    expect(await samplesOf(encodeByDcmtk('dcmcjpls', ['+el'], file))).toEqual(signed);
  });
});

describe.each([
  ['JPEG 2000', ['90', '91']],
  ['HTJ2K', ['201', '202', '203']],
] as const)('%s', (format, syntaxes) => {
  const encode = (
    samples: Uint8Array | Uint16Array | Int16Array,
    bits: number,
    components = 1,
    isSigned = false,
  ) => {
    const shape = { width: size, height: size, bitsPerSample: bits, componentCount: components, isSigned };
    return format === 'HTJ2K' ? encodeHtj2k(samples, shape, true) : encodeJpeg2000(samples, shape);
  };
  const read = (stream: Uint8Array, uid: string, elements: InstanceElements) =>
    readFrame(readDataset(writeEncapsulated(elements, `1.2.840.10008.1.2.4.${uid}`, [[stream]])));

  it.each([10, 12, 16])('of %i bits, signed or not, is read without loss', async (bits) => {
    const scaled = values.map((value) => Math.floor((value / 4096) * 2 ** bits));
    const signed = Int16Array.from(scaled, (value) => value - 2 ** (bits - 1));
    for (const uid of syntaxes) {
      const unsigned = await read(await encode(scaled, bits), uid, greyElements(size, size, bits));
      expect(unsigned.values).toEqual(scaled);
      const elements = greyElements(size, size, bits, { PixelRepresentation: 1 });
      const other = await read(await encode(signed, bits, 1, true), uid, elements);
      expect(other.values).toEqual(signed);
    }
  });

  it('of 8 bits keeps samples below zero', async () => {
    const eight = Uint8Array.from(values, (value) => value >> 4);
    const stream = await encode(eight, 8);
    expect((await read(stream, syntaxes[0], greyElements(size, size, 8))).values).toEqual(eight);
    // The encoders take unsigned bytes only. Signed ones differ in the sign bit of SIZ alone (T.800 Annex G.1).
    stream[42]! |= 0x80;
    const frame = await read(stream, syntaxes[0], greyElements(size, size, 8, { PixelRepresentation: 1 }));
    expect(frame.values).toEqual(Int8Array.from(eight, (value) => value - 128));
  });

  it('in colour is RGB, whatever transform it was coded with', async () => {
    const elements = greyElements(size, size, 8, { ...inColour, PhotometricInterpretation: 'YBR_RCT' });
    const frame = await read(await encode(rgb, 8, 3), syntaxes[0], elements);
    expect(frame.values).toEqual(rgb);
    expect(frame.photometricInterpretation).toBe('RGB');
  });
});

describe('a compressed frame that contradicts its header', async () => {
  const shape = { width: size, height: size, bitsPerSample: 12, componentCount: 1, isSigned: false };
  const stream = await encodeHtj2k(values, shape, true);
  const refuse = (elements: InstanceElements, bytes = stream) =>
    expect(samplesOf(writeEncapsulated(elements, '1.2.840.10008.1.2.4.201', [[bytes]]))).rejects;

  it('is refused for another size, other components, more bits or another sign', async () => {
    await refuse(greyElements(size, size + 1, 12)).toMatchObject({ code: 'DICOM_INVALID' });
    await refuse(greyElements(size, size, 8, inColour)).toMatchObject({ code: 'DICOM_INVALID' });
    await refuse(greyElements(size, size, 8)).toMatchObject({ code: 'DICOM_INVALID' });
    await refuse(greyElements(size, size, 16, { PixelRepresentation: 1 })).toMatchObject({
      code: 'DICOM_INVALID',
    });
  });

  it('is refused as too large before memory is taken', async () => {
    const bomb = stream.slice();
    const view = new DataView(bomb.buffer);
    for (const at of [8, 12, 24, 28]) view.setUint32(at, 8000);
    await refuse(greyElements(8000, 8000, 12), bomb).toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });

  it('is refused as truncated when its end is missing', async () => {
    await refuse(greyElements(size, size, 12), stream.subarray(0, stream.length >> 1)).toMatchObject({
      code: 'DICOM_TRUNCATED',
    });
  });
});

describe.skipIf(!hasDcmtk)('a damaged frame', async () => {
  const shape = { width: size, height: size, bitsPerSample: 12, componentCount: 1, isSigned: false };
  const jpeg2000 = await encodeJpeg2000(values, shape);
  const htj2k = await encodeHtj2k(values, shape, true);
  const files: [string, () => Uint8Array][] = [
    ['JPEG', () => encodeByDcmtk('dcmcjpeg', ['+eb'], nativeColour)],
    ['JPEG of 12 bits', () => encodeByDcmtk('dcmcjpeg', ['+ee'], native)],
    ['JPEG Lossless', () => encodeByDcmtk('dcmcjpeg', ['+e1'], native)],
    ['JPEG-LS', () => encodeByDcmtk('dcmcjpls', ['+el'], native)],
    [
      'JPEG 2000',
      () => writeEncapsulated(greyElements(size, size, 12), '1.2.840.10008.1.2.4.90', [[jpeg2000]]),
    ],
    ['HTJ2K', () => writeEncapsulated(greyElements(size, size, 12), '1.2.840.10008.1.2.4.201', [[htj2k]])],
  ];
  it.each(files)('of %s ends in a typed error, and the next one is read as ever', async (_, make) => {
    const whole = make();
    const good = await samplesOf(whole);
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const [fragment] = readDataset(whole).parsed.elements.x7fe00010!.fragments!;
    let refused = 0;
    for (let i = 0; i < 150; i++) {
      const broken = whole.slice();
      for (let k = 0; k < 4; k++) broken[fragment!.position + random(fragment!.length)] = random(256);
      try {
        await samplesOf(broken);
      } catch (error) {
        expect(EventEyeError.is(error), String(error)).toBe(true);
        refused++;
      }
      if (i % 10 === 0) expect(await samplesOf(whole)).toEqual(good);
    }
    expect(refused).toBeGreaterThan(0);
  });
});
