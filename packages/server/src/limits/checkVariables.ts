import { EventEyeError } from '@eventeye/core';
import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

const advice = 'Send less at a time; files go as multipart requests.';

/**
 * Bounds JSON that came with a request: what comes after it calls itself for each level. PostgreSQL can not store NUL.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX, VALIDATION_FAILED.
 */
export function checkVariables(variables: unknown): void {
  const { variableDepth, variableValues, variableCharacters } = operationLimits;
  let level = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > variableDepth) throw tooComplex('levels in variables', variableDepth, advice);
    if (values > variableValues) throw tooComplex('values in variables', variableValues, advice);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && value.length > variableCharacters) {
        throw tooComplex('characters in a text of the variables', variableCharacters, advice);
      }
      if (typeof value === 'string' && value.includes('\0')) {
        throw new EventEyeError('VALIDATION_FAILED', 'A variable holds the character NUL. Leave it out.');
      }
      if (!isPlain(value)) continue;
      for (const inner of Object.values(value)) next.push(inner);
      if (next.length > variableValues) throw tooComplex('values in variables', variableValues, advice);
    }
    level = next;
  }
}

/** Not an upload, whose fields are none of the caller's. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
