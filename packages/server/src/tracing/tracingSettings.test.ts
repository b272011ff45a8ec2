import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config.js';

const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('the settings of traces', () => {
  it.each<[string, Record<string, string>, object | undefined]>([
    ['nothing is set', {}, undefined],
    ['only details are set', { OTEL_SERVICE_NAME: 'x', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, undefined],
    ['an endpoint is set', collector, { exporters: ['otlp'], protocol: 'http/protobuf' }],
    [
      'an endpoint for traces is set',
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces' },
      { exporters: ['otlp'], protocol: 'http/protobuf' },
    ],
    [
      'exporters are set',
      { OTEL_TRACES_EXPORTER: 'otlp, console', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
      { exporters: ['otlp', 'console'], protocol: 'http/json' },
    ],
    [
      'the protocol of traces differs',
      {
        ...collector,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      },
      { exporters: ['otlp'], protocol: 'http/json' },
    ],
    ['no exporter is wanted', { ...collector, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    [
      'the SDK is disabled, whatever else is wrong',
      { OTEL_SDK_DISABLED: 'TRUE', OTEL_TRACES_EXPORTER: 'zipkin' },
      undefined,
    ],
    [
      'disabling is no "true"',
      { ...collector, OTEL_SDK_DISABLED: '1' },
      { exporters: ['otlp'], protocol: 'http/protobuf' },
    ],
  ])('when %s', (_name, variables, expected) => {
    expect(parseConfig(variables).tracing).toEqual(expected);
  });

  it.each([
    ['OTEL_TRACES_EXPORTER', 'zipkin', {}],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', collector],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'grpc', collector],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', {}],
  ])('name %s when it is %j', (name, value, others) => {
    expect(() => parseConfig({ ...others, [name]: value })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) }),
    );
  });
});
