import { describe, expect, it } from 'vitest';
import { EventEyeError, errorCatalogue, isErrorCode } from './errors.js';

describe('EventEyeError', () => {
  it('is recognised when it comes from another copy of the package', () => {
    const foreign = Object.assign(new Error('gone'), { code: 'NOT_FOUND' });
    Object.defineProperty(foreign, Symbol.for('eventeye.error'), { value: true });
    expect(EventEyeError.is(foreign)).toBe(true);
    expect(EventEyeError.is(foreign, 'NOT_FOUND')).toBe(true);
    expect(EventEyeError.is(foreign, 'FORBIDDEN')).toBe(false);
  });

  it('is not any object with a code', () => {
    for (const other of [null, undefined, 'NOT_FOUND', new Error('x'), { code: 'NOT_FOUND' }]) {
      expect(EventEyeError.is(other)).toBe(false);
    }
  });

  it('keeps its cause and says whether a retry can help', () => {
    const cause = new Error('SIGKILL');
    const error = new EventEyeError('ENGINE_CRASHED', 'Try again.', { cause });
    expect(error.cause).toBe(cause);
    expect(error.retryable).toBe(true);
    expect(new EventEyeError('IMAGE_EMPTY', 'Send a file with content.').retryable).toBe(false);
  });

  it('leaves absent details absent, so that they do not print', () => {
    expect(Object.keys(new EventEyeError('NOT_FOUND', 'No such patient.')).sort()).toEqual(['code', 'name']);
  });
});

describe('errorCatalogue', () => {
  it('holds stable SCREAMING_SNAKE codes', () => {
    for (const code of Object.keys(errorCatalogue)) expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
  });

  it('does not take inherited names for codes', () => {
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode('NOT_FOUND')).toBe(true);
  });
});
