import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { ko } from './ko.js';
import { localize, messageCodes } from './localize.js';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the message catalogue', () => {
  it('is complete in both languages, with the same parameters', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
    for (const code of messageCodes) expect(placeholders(ko[code]), code).toEqual(placeholders(en[code]));
  });

  it('is Korean where it says so', () => {
    for (const code of messageCodes) expect(ko[code], code).toMatch(/[가-힣]/);
  });

  it('fills parameters in and shows an unknown code as it is', () => {
    expect(localize('LOW_PROBABILITY', 'en', { percent: 3 })).toContain('3 %');
    expect(localize('ATTENTION_AREAS', 'ko', { count: 2 })).toContain('2개');
    expect(localize('FROM_THE_FUTURE', 'ko')).toBe('FROM_THE_FUTURE');
  });
});
