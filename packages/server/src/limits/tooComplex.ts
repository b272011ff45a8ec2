import { EventEyeError } from '@eventeye/core';

/** The refusal of a request that is beyond a limit. @param what plural, as "aliases". @param advice a sentence. */
export function tooComplex(what: string, most: number, advice: string): EventEyeError {
  return new EventEyeError(
    'QUERY_TOO_COMPLEX',
    `The request is too large: the limit of ${what} is ${most.toLocaleString('en')}. ${advice}`,
  );
}
