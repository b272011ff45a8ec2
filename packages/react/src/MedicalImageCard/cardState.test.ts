import type { Analysis } from '@eventeye/client';
import { describe, expect, it } from 'vitest';
import { cardStateOf } from './cardState.js';

const ended = (status: Analysis['status'], result: object | null = null) => ({
  status,
  result: result as Analysis['result'],
});

describe('the state of a card', () => {
  it('follows the newest analysis', () => {
    expect(cardStateOf({ hasImage: true, analysis: null })).toBe('not-analysed');
    expect(cardStateOf({ hasImage: true, analysis: ended('RUNNING') })).toBe('running');
    expect(cardStateOf({ hasImage: true, analysis: ended('CANCELED') })).toBe('canceled');
    expect(cardStateOf({ hasImage: true, analysis: ended('SUCCEEDED', {}) })).toBe('succeeded');
  });

  it('is withheld when an analysis succeeded and shows no result', () => {
    expect(cardStateOf({ hasImage: true, analysis: ended('SUCCEEDED') })).toBe('withheld');
  });

  it('is queued from the click on, although the server has not answered', () => {
    expect(cardStateOf({ hasImage: true, isRequesting: true, analysis: ended('SUCCEEDED', {}) })).toBe(
      'queued',
    );
  });

  it('tells a lost connection, a lack of permission and other failures apart', () => {
    const of = (code: string) => cardStateOf({ hasImage: true, analysis: ended('RUNNING'), error: { code } });
    expect(of('NETWORK_FAILED')).toBe('offline');
    expect(of('TOKEN_EXPIRED')).toBe('unauthorised');
    expect(of('QUOTA_EXCEEDED')).toBe('failed');
  });

  it('is loading before anything came and empty when nothing is there', () => {
    expect(cardStateOf({ hasImage: false, isLoading: true })).toBe('loading');
    expect(cardStateOf({ hasImage: false })).toBe('empty');
  });
});
