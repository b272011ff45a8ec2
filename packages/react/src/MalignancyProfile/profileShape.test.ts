import { describe, expect, it } from 'vitest';
import { type ProfilePoint, profileGaps, profileRuns, summarizeProfile } from './profileShape.js';

/** One letter a slice: a digit is its score in tenths, x out of scope, f failed, q waiting. */
function profileOf(letters: string): ProfilePoint[] {
  return [...letters].map((letter, index) => {
    const scored = /\d/.test(letter);
    return {
      __typename: 'MalignancyProfilePoint',
      index,
      positionMm: null,
      malignancyProbability: scored ? Number(letter) / 10 : null,
      outcome: scored ? 'BENIGN' : letter === 'x' ? 'OUT_OF_SCOPE' : null,
      status: letter === 'q' ? 'QUEUED' : letter === 'f' ? 'FAILED' : 'SUCCEEDED',
      medicalImage: { __typename: 'MedicalImage', id: String(index) },
    };
  });
}

describe('the profile of a run', () => {
  it('breaks the line where slices have no score', () => {
    const runs = profileRuns(profileOf('111xx2222f3qq'));
    expect(runs.map((run) => [run[0]!.index, run.at(-1)!.index])).toEqual([
      [0, 2],
      [5, 8],
      [10, 10],
    ]);
  });

  it('tells slices out of scope from those that failed and those that wait', () => {
    const profile = profileOf('1xx2fqq');
    expect(profileGaps(profile)).toEqual([
      { kind: 'outOfScope', first: 1, last: 2 },
      { kind: 'failed', first: 4, last: 4 },
      { kind: 'pending', first: 5, last: 6 },
    ]);
    expect(summarizeProfile(profile)).toMatchObject({ scored: 2, outOfScope: 2, failed: 1, pending: 2 });
  });

  it('names the highest score, a score of zero as well, and none where there is none', () => {
    expect(summarizeProfile(profileOf('1394')).highest).toEqual({ index: 2, malignancyProbability: 0.9 });
    expect(summarizeProfile(profileOf('x0')).highest?.index).toBe(1);
    expect(summarizeProfile(profileOf('xqf')).highest).toBeUndefined();
  });
});
