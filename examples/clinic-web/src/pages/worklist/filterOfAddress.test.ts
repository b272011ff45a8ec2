import { describe, expect, it } from 'vitest';
import { filterOfAddress, toAnalysesFilter } from './filterOfAddress.js';

const filter = (query: string) => toAnalysesFilter(filterOfAddress(new URLSearchParams(query)));

describe('the filter of a worklist address', () => {
  it('is the most suspicious first where nothing is chosen', () => {
    expect(filter('')).toEqual({ orderBy: 'MOST_SUSPICIOUS' });
  });
  it('has a status with the newest only, since the order by suspicion has finished analyses alone', () => {
    expect(filter('order=NEWEST&status=FAILED')).toEqual({ orderBy: 'NEWEST', status: 'FAILED' });
    expect(filter('status=FAILED')).toEqual({ orderBy: 'MOST_SUSPICIOUS' });
  });
  it('leaves out what somebody made up', () => {
    expect(filter('order=OLDEST&outcome=FINE')).toEqual({ orderBy: 'MOST_SUSPICIOUS' });
    expect(filter('outcome=MALIGNANT')).toEqual({ orderBy: 'MOST_SUSPICIOUS', outcome: 'MALIGNANT' });
  });
});
