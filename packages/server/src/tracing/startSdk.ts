import { readFileSync } from 'node:fs';
import { context, type ProxyTracerProvider, propagation, trace } from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  NodeTracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import type { Log } from '../services.js';
import type { Tracing } from './openTracing.js';
import type { TracingSettings } from './tracingSettings.js';

/** A collector that does not answer must not keep a process that was told to stop. */
const longestFlushMs = 3_000;
const warnEveryMs = 60_000;

/** Loads the exporters, and makes this process record and send its traces in batches, beside the work itself. */
export async function startSdk(settings: TracingSettings, log: Log): Promise<Tracing> {
  const exporters = await Promise.all(settings.exporters.map((name) => openExporter(name, settings)));
  const provider = new NodeTracerProvider({
    // No host, process or user is detected; what shall be said of them comes in OTEL_RESOURCE_ATTRIBUTES.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'eventeye', 'service.version': version() }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: exporters.map((exporter) => new BatchSpanProcessor(exporter)),
  });
  // Only the trace's context: baggage may hold anything, and would be stored with the jobs.
  provider.register({ propagator: new W3CTraceContextPropagator() });
  if ((trace.getTracerProvider() as ProxyTracerProvider).getDelegate() !== provider) {
    log.warn({}, 'this process has an OpenTelemetry SDK already, which gets the spans');
    await provider.shutdown();
    return { close: async () => {} };
  }
  warnOfLosses(log);
  log.info({ ...settings }, 'traces are recorded');
  return {
    async close() {
      await within(longestFlushMs, provider.shutdown());
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

async function openExporter(
  name: TracingSettings['exporters'][number],
  { protocol }: TracingSettings,
): Promise<SpanExporter> {
  if (name === 'console') return new ConsoleSpanExporter();
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}

/** Spans that can not be sent are dropped; the log says so now and then, without what the collector answered. */
function warnOfLosses(log: Log): void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  setGlobalErrorHandler(() => {
    if (performance.now() - warnedAt < warnEveryMs) return;
    warnedAt = performance.now();
    log.warn({}, 'traces could not be sent; is the collector of OTEL_EXPORTER_OTLP_ENDPOINT there?');
  });
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}

function version(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
