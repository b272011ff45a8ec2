import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

/** A span as OTLP's JSON has it. */
export interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Record<string, unknown>;
  status: { code?: number; message?: string };
  links: { traceId: string; spanId: string }[];
  events: unknown[];
  /** Of the process that sent it. */
  serviceName: string;
}

/** What a collector of OpenTelemetry got over OTLP/HTTP in JSON. */
export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: SentSpan[];
  /** Path and media type of each request. */
  requests: string[];
  /** Everything that was sent, as text. */
  text(): string;
  /** Waits for a span of this name, in this trace where one is given, and for all its parents; gives it and its trace. */
  waitFor(name: string, traceId?: string): Promise<{ span: SentSpan; trace: SentSpan[] }>;
  close(): Promise<void>;
}

/** Starts a collector for tests on a free port; it reads JSON, and only notes what else comes. One that is `deaf` takes requests and never answers them. */
export async function startCollector({ deaf = false, status = 200 } = {}): Promise<Collector> {
  const bodies: string[] = [];
  const spans: SentSpan[] = [];
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    bodies.push(body);
    const type = request.headers['content-type'] ?? '';
    requests.push(`${request.url} ${type}`);
    if (deaf) return;
    if (type === 'application/json') spans.push(...spansOf(JSON.parse(body)));
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests,
    text: () => bodies.join('\n'),
    waitFor: (name, traceId) =>
      vi.waitFor(
        () => {
          const span = spans.find((one) => one.name === name && (!traceId || one.traceId === traceId));
          if (!span) throw new Error(`No span "${name}" among ${spans.map((one) => one.name).join(', ')}`);
          const trace = spans.filter((one) => one.traceId === span.traceId);
          const waiting = trace.filter((one) => !trace.some(({ spanId }) => spanId === one.parentSpanId));
          if (waiting.length > 1)
            throw new Error(`No parent of ${waiting.map((one) => one.name).join(', ')}`);
          return { span, trace };
        },
        { timeout: 20_000, interval: 50 },
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The names from a span up to the one that has no parent in its trace. */
export function pathOf(span: SentSpan, trace: SentSpan[]): string[] {
  const parent = trace.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent ? pathOf(parent, trace) : [])];
}

type KeyValues = { key: string; value: Record<string, unknown> }[];
interface Request {
  resourceSpans: {
    resource: { attributes: KeyValues };
    scopeSpans: { spans: (Omit<SentSpan, 'attributes' | 'serviceName'> & { attributes: KeyValues })[] }[];
  }[];
}

const plain = (pairs: KeyValues) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));

function spansOf({ resourceSpans }: Request): SentSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: plain(span.attributes),
        serviceName: String(plain(resource.attributes)['service.name']),
      })),
    ),
  );
}
