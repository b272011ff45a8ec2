import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPhantom, type Phantom } from './phantom.js';
import { renderSlice } from './renderSlice.js';

const small = { size: 128, slices: 9, centreOn: 'LESION' } as const;

describe('renderSlice', () => {
  it('gives the same pixels for the same options, alone or after other slices', () => {
    const first = renderSlice(createPhantom({ seed: 7, lesion: 'BENIGN', ...small }), 'post1', 4);
    const again = createPhantom({ seed: 7, lesion: 'BENIGN', ...small });
    renderSlice(again, 'pre', 0);
    renderSlice(again, 'post1', 5);
    expect(hash(renderSlice(again, 'post1', 4))).toBe(hash(first));
  });

  it('has not changed its pixels without a new generator version', () => {
    const phantom = createPhantom({ seed: 42, lesion: 'MALIGNANT', ...small });
    expect([phantom.generatorVersion, hash(renderSlice(phantom, 'post1', 4))]).toEqual([
      'eventeye-phantom/3',
      'e2384f7dee4c3577506f3e68c9185341e1bcf9e567c69b7f225e50617fd3cbff',
    ]);
  });

  it('gives every seed, phase and slice pixels of its own', () => {
    const hashes = [1, 2].flatMap((seed) => {
      const phantom = createPhantom({ seed, lesion: 'MALIGNANT', ...small });
      return (['pre', 'post1', 'post2'] as const).flatMap((phase) =>
        [3, 4].map((slice) => hash(renderSlice(phantom, phase, slice))),
      );
    });
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('changes nothing but the lesion and its surroundings when the class changes', () => {
    const benign = createPhantom({ seed: 11, lesion: 'BENIGN', ...small });
    const malignant = createPhantom({ seed: 11, lesion: 'MALIGNANT', ...small });
    const one = renderSlice(benign, 'post1', 4);
    const other = renderSlice(malignant, 'post1', 4);
    const { rows, columns, pixelSpacingMm } = benign.geometry;
    const { row, column } = benign.truth.lesion!.centre;
    const reach = Math.max(benign.lesionShape!.reachMm, malignant.lesionShape!.reachMm) + 2 * pixelSpacingMm;
    let changedInside = 0;
    let changedOutside = 0;
    for (let y = 0, i = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, i++) {
        if (one[i] === other[i]) continue;
        const far = Math.max(Math.abs(y - row), Math.abs(x - column)) * pixelSpacingMm > reach;
        if (far) changedOutside++;
        else changedInside++;
      }
    }
    expect(changedOutside).toBe(0);
    expect(changedInside).toBeGreaterThan(20);
  });

  it('brightens the lesion after contrast, where the truth says it is', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const phantom = createPhantom({ seed, lesion: 'MALIGNANT', ...small });
      const gain = meanInBox(phantom, 'post1') / meanInBox(phantom, 'pre');
      expect(gain).toBeGreaterThan(1.15);
    }
  });

  it('keeps to the stored range and leaves air dark', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const phantom = createPhantom({ seed, lesion: null, ...small });
      const { gain, noiseLevel, tone, airMasked } = phantom.scanner;
      const stored = renderSlice(phantom, 'post1', 4);
      expect(Math.max(...stored)).toBeLessThan(2 ** phantom.scanner.bitsStored);
      // Between the breasts, clear of the nipples.
      const { columns } = phantom.geometry;
      const air = stored.slice(0, 4 * columns).filter((_, i) => Math.abs((i % columns) - columns / 2) < 9);
      const mean = air.reduce((sum, value) => sum + (value / gain) ** (1 / tone), 0) / air.length;
      // The mean of a Rayleigh distribution is 1.2533 deviations; few grey levels and the tone round it.
      if (airMasked) expect(mean).toBe(0);
      else expect(Math.abs(mean / noiseLevel - 1.2533)).toBeLessThan(0.25);
    }
  });

  it('refuses a slice outside the stack', () => {
    const phantom = createPhantom({ seed: 1, lesion: null, ...small });
    expect(() => renderSlice(phantom, 'pre', 9)).toThrow(RangeError);
    expect(() => renderSlice(phantom, 'pre', -1)).toThrow('slices 0 to 8');
  });
});

function hash(stored: Uint16Array): string {
  return createHash('sha256').update(new Uint8Array(stored.buffer)).digest('hex');
}

function meanInBox(phantom: Phantom, phase: 'pre' | 'post1'): number {
  const { box, centre } = phantom.truth.lesion!;
  const stored = renderSlice(phantom, phase, Math.round(centre.slice));
  let sum = 0;
  let count = 0;
  for (let row = box.rowFrom; row <= box.rowTo; row++) {
    for (let column = box.columnFrom; column <= box.columnTo; column++) {
      sum += stored[row * phantom.geometry.columns + column]!;
      count++;
    }
  }
  return sum / count;
}
