import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';

/** Where traces go. */
export interface TracingSettings {
  exporters: ('otlp' | 'console')[];
  /** How OTLP is spoken over HTTP. */
  protocol: 'http/protobuf' | 'http/json';
}

/**
 * OpenTelemetry's own variables, as far as they decide whether and how traces are sent. All others (headers, certificates,
 * sampler, batch sizes, resource attributes) are read by its libraries once they are loaded.
 */
export const tracingVariables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
};

type Variables = z.infer<z.ZodObject<typeof tracingVariables>>;

/**
 * What the variables ask for; `undefined` where nobody asked for traces, and whatever else they say then does not matter.
 *
 * @throws EventEyeError CONFIG_INVALID, naming the variable.
 */
export function tracingSettings(env: Variables): TracingSettings | undefined {
  // The specification: only "true" disables, in any case of letters.
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  const endpointName = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
    ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
    : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const endpoint = env[endpointName];
  const wanted = env.OTEL_TRACES_EXPORTER ?? (endpoint ? 'otlp' : 'none');
  const names = wanted.split(',').map((name) => name.trim());
  if (!names.every(isExporter)) throw invalid('OTEL_TRACES_EXPORTER', 'must be otlp, console or none');
  const exporters = [...new Set(names)].filter((name) => name !== 'none');
  if (exporters.length === 0) return undefined;
  const protocolName = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
    ? 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'
    : 'OTEL_EXPORTER_OTLP_PROTOCOL';
  const protocol = env[protocolName] ?? 'http/protobuf';
  if (protocol !== 'http/protobuf' && protocol !== 'http/json')
    throw invalid(protocolName, 'must be http/protobuf or http/json; gRPC is not supported');
  if (endpoint && !/^https?:\/\//.test(endpoint))
    throw invalid(endpointName, 'must begin with http:// or https://');
  return { exporters, protocol };
}

const isExporter = (name: string): name is 'otlp' | 'console' | 'none' =>
  ['otlp', 'console', 'none'].includes(name);

const invalid = (name: string, what: string) =>
  new EventEyeError('CONFIG_INVALID', `Correct these environment variables. ${name}: ${what}`, {
    path: [name],
  });
