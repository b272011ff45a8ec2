import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, it } from 'vitest';
import { ofResponse, toEventEyeError } from './toEventEyeError.js';
import { failureOf } from './unwrap.js';

const graphql = (code: string) =>
  new CombinedGraphQLErrors({ data: null, errors: [{ message: 'Wait.', extensions: { code } }] } as never);

it('keeps the codes of the catalogue and sorts in the others', () => {
  expect(toEventEyeError(graphql('TOKEN_EXPIRED'))).toMatchObject({
    code: 'TOKEN_EXPIRED',
    message: 'Wait.',
  });
  expect(toEventEyeError(graphql('GRAPHQL_PARSE_FAILED'))).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(toEventEyeError(graphql('CODE_OF_NEXT_YEAR'))).toMatchObject({ code: 'INTERNAL' });
});

it('tells an answer of a proxy from one of the server', () => {
  expect(ofResponse(502, '<html>Bad gateway</html>').code).toBe('NETWORK_FAILED');
  expect(ofResponse(413, '').message).toContain('fewer files');
  const body = JSON.stringify({ errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(ofResponse(401, body)).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Sign in.' });
});

it('makes a failed connection NETWORK_FAILED with its cause, and leaves an abort what it is', () => {
  const cause = new TypeError('fetch failed');
  expect(toEventEyeError(cause)).toMatchObject({ code: 'NETWORK_FAILED', cause });
  const abort = AbortSignal.abort().reason;
  expect(toEventEyeError(abort)).toBe(abort);
});

it('carries what the members of result unions say', () => {
  const { code, path } = failureOf({ code: 'VALIDATION_FAILED', message: 'No.', path: ['input', 'mrn'] });
  expect([code, path]).toEqual(['VALIDATION_FAILED', ['input', 'mrn']]);
  const quota = failureOf({ code: 'QUOTA_EXCEEDED', message: 'Later.', retryAfterSeconds: 7 });
  expect(quota.retryAfterSeconds).toBe(7);
});
