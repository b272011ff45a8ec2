import { describe, expect, it } from 'vitest';
import { followAnalyses } from './followAnalyses.js';

describe('what a page is told of analyses', () => {
  it('is that they begin and end, once each, and nothing of those that had ended', () => {
    const told: string[] = [];
    const follow = followAnalyses((name, { analysisId }) => told.push(`${name} ${analysisId}`));
    follow({ id: 'old', status: 'SUCCEEDED' }, 'image');
    follow({ id: 'new', status: 'QUEUED' }, 'image');
    follow({ id: 'new', status: 'RUNNING' }, 'image');
    follow({ id: 'new', status: 'SUCCEEDED' }, 'image');
    follow({ id: 'new', status: 'SUCCEEDED' }, 'image');
    expect(told).toEqual(['analysisrequested new', 'analysiscompleted new']);
  });
});
