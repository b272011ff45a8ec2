import { type ErrorCode, errorCatalogue } from '@eventeye/core';
import { expect, it } from 'vitest';
import { statusOfFault } from './statusOfFault.js';

it('blames the caller with 4xx and us with 5xx, for every code of the catalogue', () => {
  for (const [code, { fault }] of Object.entries(errorCatalogue)) {
    const status = statusOfFault(code as ErrorCode);
    // A canceled analysis that somebody still waits for was not canceled by them.
    const expected = fault === 'caller' && code !== 'ANALYSIS_CANCELED' ? 4 : 5;
    expect([code, Math.floor(status / 100)]).toEqual([code, expected]);
  }
});
