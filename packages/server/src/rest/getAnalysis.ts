import { z } from 'zod';
import { mayRead } from '../access/mayRead.js';
import { visibleAnalyses } from '../access/visibleRows.js';
import { callerSignal } from '../inference/callerSignal.js';
import type { RequestContext } from '../schema/context.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';
import { operation } from './operation.js';
import { idParameter } from './parameters.js';
import { representAnalysis, withAnalysis } from './represent.js';
import { Analysis } from './resources.js';

const final = new Set(['SUCCEEDED', 'FAILED', 'CANCELED']);

export const getAnalysis = operation({
  method: 'get',
  path: '/analyses/{id}/',
  operationId: 'getAnalysis',
  tag: 'Analyses',
  summary: 'Read an analysis with its result',
  description:
    'As it is now; while it has not ended, Retry-After says when to ask again. With wait, the answer comes when it has ended, or after so many seconds.',
  params: idParameter,
  query: z.object({
    wait: z.coerce.number().int().min(0).max(60).default(0).describe('Seconds to wait for its end.'),
  }),
  answers: {
    200: {
      description: 'The analysis.',
      schema: Analysis,
      headers: { 'Retry-After': 'Seconds, while it has not ended.' },
    },
  },
  failures: ['VALIDATION_FAILED', 'NOT_FOUND'],
  curl: `curl -s "$EVENTEYE/api/analyses/$ANALYSIS/?wait=60" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, params, query, response }) {
    mayRead(requireCaller(context));
    const id = requireRowId('Analysis', params.id, 'analysis');
    if (query.wait > 0) {
      const patience = AbortSignal.timeout(query.wait * 1000);
      await untilFinal(context, id, AbortSignal.any([callerSignal(response), patience]));
    }
    const analysis = await load(context, id);
    const headers: Record<string, string> = final.has(analysis.status) ? {} : { 'Retry-After': '1' };
    return { status: 200, body: representAnalysis(context, analysis), headers };
  },
});

/** Ends when the analysis has, or when `signal` aborts. */
async function untilFinal(context: RequestContext, id: string, signal: AbortSignal): Promise<void> {
  // Subscribed before it is read: no change falls between.
  const changes = context.services.updates.subscribe('analysis', id, signal);
  if (final.has((await load(context, id)).status)) return;
  for await (const _change of changes) {
    if (final.has((await load(context, id)).status)) return;
  }
}

async function load(context: RequestContext, id: string) {
  const where = { id, ...visibleAnalyses(requireCaller(context)) };
  const analysis = await context.services.prisma.analysis.findFirst({ where, include: withAnalysis });
  if (!analysis) throw notFound('analysis');
  return analysis;
}
