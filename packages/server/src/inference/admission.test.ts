import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission.js';

const failureOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (EventEyeError.is(error)) return [error.code, error.retryAfterSeconds];
    throw error;
  }
  return 'no failure';
};

describe('admission', () => {
  it('lets one organization have its share and leaves the rest to others', () => {
    const admission = createAdmission({ images: 5, imagesPerOrganization: 3, bytes: 0 });
    const leave = admission.enter('a', 2);
    admission.enter('a', 1);
    expect(failureOf(() => admission.enter('a', 1))).toEqual(['QUOTA_EXCEEDED', 1]);
    admission.enter('b', 2);
    expect(failureOf(() => admission.enter('c', 1))).toEqual(['ENGINE_OVERLOADED', 1]);
    leave();
    leave();
    admission.enter('c', 2);
    expect(failureOf(() => admission.enter('b', 1))).toEqual(['ENGINE_OVERLOADED', 1]);
  });

  it('refuses at once what can never fit', () => {
    const admission = createAdmission({ images: 5, imagesPerOrganization: 3, bytes: 0 });
    expect(failureOf(() => admission.enter('a', 4))).toEqual(['QUOTA_EXCEEDED', 1]);
    admission.enter('a', 3);
  });

  it('counts the bytes of all requests until each is released', () => {
    const admission = createAdmission({ images: 1, imagesPerOrganization: 1, bytes: 10 });
    const first = admission.openAllowance();
    const second = admission.openAllowance();
    first.take(6);
    second.take(4);
    expect(failureOf(() => second.take(1))).toEqual(['ENGINE_OVERLOADED', 1]);
    first.release();
    first.release();
    second.take(6);
    expect(failureOf(() => first.take(1))).toEqual(['ENGINE_OVERLOADED', 1]);
  });
});
