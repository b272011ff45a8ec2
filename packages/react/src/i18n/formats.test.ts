import { describe, expect, it } from 'vitest';
import { formatsOf } from './formats.js';

describe('formats', () => {
  it('writes a birth date as the day it names, in every time zone', () => {
    expect(formatsOf('en').date('1961-04-02')).toBe('2 Apr 1961');
    expect(formatsOf('ko').date('1961-04-02')).toBe('1961. 4. 2.');
  });

  it('writes shares, lengths and sizes with their units', () => {
    expect(formatsOf('en').percent(0.0314)).toBe('3.1%');
    expect(formatsOf('ko').percent(1)).toBe('100.0%');
    expect(formatsOf('en').millimetres(12.345)).toBe('12.3 mm');
    expect(formatsOf('en').bytes(401_408)).toBe('401 kB');
    expect(formatsOf('en').bytes(2_500_000)).toBe('2.5 MB');
  });
});
