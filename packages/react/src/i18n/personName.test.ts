import { describe, expect, it } from 'vitest';
import { personName } from './personName.js';

describe('a name', () => {
  it('of DICOM is written without its carets', () => {
    expect(personName('Adams^John Robert Quincy^^Rev.^B.A.', 'en')).toBe(
      'Adams, Rev. John Robert Quincy B.A.',
    );
    expect(personName('Phantom^Patient 1', 'ko')).toBe('Phantom, Patient 1');
    expect(personName('Doe^', 'en')).toBe('Doe');
  });

  it('is in Hangul for Korean readers where there is some', () => {
    const name = 'Hong^Gildong=洪^吉洞=홍^길동';
    expect(personName(name, 'ko')).toBe('홍길동');
    expect(personName(name, 'en')).toBe('Hong, Gildong');
  });

  it('of any other kind stays as it is', () => {
    expect(personName('Phantom 42', 'en')).toBe('Phantom 42');
    expect(personName('김영희', 'en')).toBe('김영희');
  });
});
