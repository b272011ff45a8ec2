import { readFileSync, writeFileSync } from 'node:fs';
import { errorCatalogue, errorGuide } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { printErrorsFile } from './printErrorsFile.js';

const file = new URL('../../../../docs/errors.md', import.meta.url);

describe('docs/errors.md', () => {
  it('has words for every code of the catalogue', () => {
    const silent = Object.keys(errorCatalogue).filter((code) => !Object.hasOwn(errorGuide, code));
    expect(silent).toEqual([]);
  });

  it('is what the catalogue prints; UPDATE=1 writes it', () => {
    if (process.env.UPDATE) writeFileSync(file, printErrorsFile());
    expect(readFileSync(file, 'utf8')).toBe(printErrorsFile());
  });
});
