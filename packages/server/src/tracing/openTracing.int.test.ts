import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, it, vi } from 'vitest';
import { silentLog } from '../testing/openTestDatabase.js';
import { openTracing } from './openTracing.js';
import { type Collector, startCollector } from './testing/startCollector.js';
import { withSpan } from './withSpan.js';

let collector: Collector;
afterEach(async () => {
  vi.unstubAllEnvs();
  trace.disable();
  context.disable();
  await collector?.close();
});

it.each([
  ['http/protobuf', 'application/x-protobuf'],
  ['http/json', 'application/json'],
] as const)('sends what is left when it closes, as %s', async (protocol, type) => {
  collector = await startCollector();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=ward-3');
  const tracing = await openTracing({ exporters: ['otlp'], protocol }, silentLog);
  await withSpan('some work', {}, async () => {});
  await tracing.close();
  expect(collector.requests).toEqual([`/v1/traces ${type}`]);
  for (const text of ['some work', 'eventeye', 'ward-3']) expect(collector.text()).toContain(text);
  await withSpan('later work', {}, async (span) => expect(span.isRecording()).toBe(false));
});

it('leaves the spans to the SDK that the program around it has registered', async () => {
  collector = await startCollector();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
  const theirs = new InMemorySpanExporter();
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(theirs)] }).register();
  const tracing = await openTracing({ exporters: ['otlp'], protocol: 'http/json' }, silentLog);
  await withSpan('some work', {}, async () => {});
  await tracing.close();
  await withSpan('later work', {}, async () => {});
  expect(theirs.getFinishedSpans().map(({ name }) => name)).toEqual(['some work', 'later work']);
  expect(collector.requests).toEqual([]);
});

it('tells the log once, and nobody else, that the collector does not take what it is sent', async () => {
  collector = await startCollector({ status: 400 });
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '10');
  const warn = vi.fn();
  const tracing = await openTracing({ exporters: ['otlp'], protocol: 'http/json' }, { ...silentLog, warn });
  for (const name of ['first work', 'second work']) {
    await withSpan(name, {}, async () => {});
    await vi.waitFor(() => expect(collector.text()).toContain(name), { timeout: 10_000 });
  }
  await tracing.close();
  expect(warn.mock.calls).toEqual([[{}, expect.stringContaining('traces could not be sent')]]);
});
