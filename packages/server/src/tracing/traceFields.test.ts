import { context, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, it } from 'vitest';
import { createLog } from '../cli/createLog.js';
import { withSpan } from './withSpan.js';

afterEach(() => {
  trace.disable();
  context.disable();
});

function openLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

it('names the trace and the span in the log lines that are written within them', async () => {
  new NodeTracerProvider().register();
  const { log, lines } = openLog();
  const ids = await withSpan('work', {}, async (span) => {
    await Promise.resolve();
    log.info({ jobs: 1 }, 'inside');
    return span.spanContext();
  });
  log.info({}, 'outside');
  expect(lines[0]).toMatchObject({ msg: 'inside', jobs: 1, trace_id: ids.traceId, span_id: ids.spanId });
  expect(lines[1]).not.toHaveProperty('trace_id');
});

it('adds nothing to log lines where no trace is recorded', async () => {
  const { log, lines } = openLog();
  await withSpan('work', {}, async () => log.info({}, 'inside'));
  expect(Object.keys(lines[0]!).sort()).toEqual(['level', 'msg', 'time']);
});
