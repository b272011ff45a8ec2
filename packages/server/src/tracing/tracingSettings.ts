import { z } from 'zod';

/** Where traces go. */
export interface TracingSettings {
  exporters: ('otlp' | 'console')[];
  /** How OTLP is spoken over HTTP. */
  protocol: 'http/protobuf' | 'http/json';
}

const exporter = z.enum(['otlp', 'console', 'none'], 'must be otlp, console or none');
const exporterList = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim()))
  .pipe(z.array(exporter));
const protocol = z.enum(
  ['http/protobuf', 'http/json'],
  'must be http/protobuf or http/json; gRPC is not supported',
);

/**
 * OpenTelemetry's own variables, as far as they decide whether and how traces are sent. All others (headers, certificates,
 * sampler, batch sizes, resource attributes) are read by its libraries once they are loaded.
 */
export const tracingVariables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: exporterList.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol.optional(),
};

type Variables = z.infer<z.ZodObject<typeof tracingVariables>>;

/** What the variables ask for; `undefined` where nobody asked for traces. */
export function tracingSettings(env: Variables): TracingSettings | undefined {
  // The specification: only "true" disables, in any case of letters.
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const wanted = env.OTEL_TRACES_EXPORTER ?? (endpoint ? ['otlp' as const] : []);
  const exporters = [...new Set(wanted)].filter((name) => name !== 'none');
  if (exporters.length === 0) return undefined;
  const spoken = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL;
  return { exporters, protocol: spoken ?? 'http/protobuf' };
}
