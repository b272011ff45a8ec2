import { HeaderMap } from '@apollo/server';
import { EventEyeError } from '@eventeye/core';
import { GraphQLError } from 'graphql';
import { statusOfCode } from '../http/statusOfCode.js';

/** Our failure as one that Apollo answers with its HTTP status, instead of the 500 of a plugin that fails. Others stay as they are. */
export function requestRefusal(error: unknown): unknown {
  if (!EventEyeError.is(error)) return error;
  const headers = new HeaderMap();
  if (error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  }
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: statusOfCode(error.code), headers } },
  });
}
