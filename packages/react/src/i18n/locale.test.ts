import { describe, expect, it } from 'vitest';
import { matchLocale } from './locale.js';

describe('the language of the interface', () => {
  it('is the first one the browser asks for that exists', () => {
    expect(matchLocale(['de-DE', 'ko-KR', 'en'])).toBe('ko');
    expect(matchLocale(['EN-us'])).toBe('en');
  });

  it('is English when none exists', () => {
    expect(matchLocale(['fr'])).toBe('en');
    expect(matchLocale([])).toBe('en');
  });
});
