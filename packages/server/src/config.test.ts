import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.js';

const failureOf = (variables: Record<string, string>) => {
  try {
    parseConfig(variables);
  } catch (error) {
    if (EventEyeError.is(error)) return error;
    throw error;
  }
  throw new Error('expected a failure');
};

describe('parseConfig', () => {
  it('starts on port 4000, on the loopback address, with the shipped model', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', demo: false, runJobs: true });
    expect(config.modelDirectory).toMatch(/model$/);
    expect(config.workers).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['PORT', 'four thousand'],
    ['PORT', '70000'],
    ['EVENTEYE_WORKERS', '0'],
    ['EVENTEYE_WORKERS', '1.5'],
    ['DATABASE_URL', 'mysql://localhost/eventeye'],
    ['EVENTEYE_SECRET', 'short'],
    ['EVENTEYE_LOG_LEVEL', 'loud'],
    ['EVENTEYE_PUBLIC_URL', 'ftp://example.org'],
    ['EVENTEYE_RUN_JOBS', 'perhaps'],
    ['EVENTEYE_FETCH_ALLOW', 'https://pacs.example.org'],
    ['EVENTEYE_FETCH_ALLOW', '*'],
    ['EVENTEYE_FETCH_PRIVATE', 'some'],
    ['EVENTEYE_RATE_COST', '-1'],
    ['EVENTEYE_INTROSPECTION', 'perhaps'],
    ['EVENTEYE_TRUSTED_PROXIES', 'proxy.example.org'],
    ['EVENTEYE_OPERATIONS', 'some'],
  ])('names %s when it is %j', (name, value) => {
    const failure = failureOf({ [name]: value });
    expect(failure.code).toBe('CONFIG_INVALID');
    expect(failure.message).toContain(name);
  });

  it('fetches images from no host unless one is named', () => {
    expect(parseConfig({}).fetch).toEqual({ hosts: [], allowHttp: false, allowPrivate: false });
    expect(parseConfig({ EVENTEYE_FETCH_ALLOW: 'a.example, *.b.example:8042' }).fetch.hosts).toEqual([
      { name: 'a.example', below: false },
      { name: 'b.example', below: true, port: 8042 },
    ]);
  });

  it('takes listed operations only where a list is named', () => {
    expect(parseConfig({})).not.toHaveProperty('operationFiles');
    const listed = { EVENTEYE_OPERATIONS: 'allow-list' };
    expect(failureOf(listed).message).toContain('EVENTEYE_OPERATIONS_FILE');
    const { operationFiles } = parseConfig({ ...listed, EVENTEYE_OPERATIONS_FILE: '/a.json, /b.json' });
    expect(operationFiles).toEqual(['/a.json', '/b.json']);
  });

  it('does not repeat a secret that it refuses', () => {
    expect(failureOf({ EVENTEYE_SECRET: 'hunter2' }).message).not.toContain('hunter2');
  });

  it('takes an empty variable for unset', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '' })).not.toHaveProperty('databaseUrl');
  });

  it('binds the demo to the loopback address whatever HOST says', () => {
    expect(parseConfig({ HOST: '0.0.0.0' }, { demo: true }).host).toBe('127.0.0.1');
  });

  it('runs jobs itself on the embedded database, which belongs to one process', () => {
    expect(parseConfig({ EVENTEYE_RUN_JOBS: 'false' }).runJobs).toBe(true);
    expect(parseConfig({ EVENTEYE_RUN_JOBS: 'false', DATABASE_URL: 'postgresql://h/d' }).runJobs).toBe(false);
  });
});
