import { EventEyeError } from '@eventeye/core';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describeFault, formatFault } from './formatFault.js';

const logged: unknown[] = [];
const note = (fields: Record<string, unknown>) => {
  logged.push(fields);
};
const log = { debug: note, info: note, warn: note, error: note };
const wrapped = (originalError: Error) =>
  new GraphQLError(originalError.message, { originalError, path: ['patient'] });

describe('formatFault', () => {
  it('keeps code and sentence of our own failures, however deep they are wrapped', () => {
    const failure = new EventEyeError('UNAUTHENTICATED', 'Sign in first.');
    expect(formatFault(wrapped(wrapped(failure)), log)).toEqual({
      message: 'Sign in first.',
      path: ['patient'],
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('masks anything unknown: neither message nor stack reach the client, and the log gets no values', () => {
    const secret = 'Doe^Jane 1970-01-31';
    const fault = formatFault(wrapped(new TypeError(`can not read ${secret}`)), log);
    expect(fault.extensions?.code).toBe('INTERNAL');
    expect(JSON.stringify(fault)).not.toContain('Doe');
    expect(JSON.stringify(logged.at(-1))).not.toContain('Doe');
    expect(fault.message).toContain((logged.at(-1) as { id: string }).id);
  });

  it('leaves what GraphQL says about the request', () => {
    const fault = formatFault(
      new GraphQLError('Cannot query field "x".', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
      log,
    );
    expect(fault).toMatchObject({
      message: 'Cannot query field "x".',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  it('never says INTERNAL_SERVER_ERROR', () => {
    const fault = formatFault(
      new GraphQLError('boom', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
      log,
    );
    expect(fault.extensions?.code).toBe('INTERNAL');
    expect(fault.message).not.toContain('boom');
  });
});

it('describes an unknown error by kind and place', () => {
  const description = describeFault(new RangeError('Doe^Jane'));
  expect(description.kind).toBe('RangeError');
  expect(JSON.stringify(description)).not.toContain('Doe');
  expect(description.frames).not.toHaveLength(0);
});
