import { describe, expect, it } from 'vitest';
import { hasUnusedBits, maskToStored } from './maskToStored.js';
import type { PixelDescription } from './pixelDescription.js';

const twelveInSixteen = { bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false } as PixelDescription;

describe('maskToStored', () => {
  it('takes overlays above and below the stored bits away', () => {
    const values = Uint16Array.from([0xabcd, 0xfff0]);
    maskToStored(values, { ...twelveInSixteen, highBit: 15 });
    expect([...values]).toEqual([0xabc, 0xfff]);
  });

  it('extends the sign of the stored bits', () => {
    const values = Int16Array.from([0x0fff, 0x0800, 0x07ff]);
    maskToStored(values, { ...twelveInSixteen, signed: true });
    expect([...values]).toEqual([-1, -2048, 2047]);
  });
});

describe('hasUnusedBits', () => {
  it('finds one bit in any sample, wherever in memory the samples begin', () => {
    for (const skip of [0, 2]) {
      for (const length of [1, 2, 3, 6, 7]) {
        const memory = new Uint8Array(skip + 2 * length);
        const bytes = memory.subarray(skip);
        for (let i = 0; i < length; i++) bytes.set([0xff, 0x0f], 2 * i);
        expect(hasUnusedBits(bytes, twelveInSixteen)).toBe(false);
        for (let i = 0; i < length; i++) {
          bytes[2 * i + 1] = 0x1f;
          expect(hasUnusedBits(bytes, twelveInSixteen), `sample ${i} of ${length} after ${skip}`).toBe(true);
          bytes[2 * i + 1] = 0x0f;
        }
      }
    }
  });
});
