import type { AnalysisOutcome, ReanalysisState } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';

/** How many images went from one outcome to another. */
export interface Transition {
  from: AnalysisOutcome;
  to: AnalysisOutcome;
  count: number;
}

/** What a report has found so far. */
export interface ReportCounts {
  states: Record<ReanalysisState, number>;
  transitions: Transition[];
}

/** Counts the items of a report; all reports of a request come in one statement. */
export function countItems(context: RequestContext, reportId: string): Promise<ReportCounts> {
  return requestLoader(context, 'reanalysis items', (ids) => load(context, ids)).load(reportId);
}

async function load({ services }: RequestContext, ids: string[]): Promise<(id: string) => ReportCounts> {
  const rows = await services.prisma.reanalysisItem.groupBy({
    by: ['reportId', 'state', 'storedOutcome', 'outcome'],
    where: { reportId: { in: ids } },
    _count: { _all: true },
    orderBy: [{ storedOutcome: 'asc' }, { outcome: 'asc' }],
  });
  return (id) => {
    const counts: ReportCounts = {
      states: { WAITING: 0, UNCHANGED: 0, BAND_CHANGED: 0, OUTCOME_CHANGED: 0, FAILED: 0 },
      transitions: [],
    };
    for (const { reportId, state, storedOutcome: from, outcome: to, _count } of rows) {
      if (reportId !== id) continue;
      const count = _count._all;
      counts.states[state] += count;
      if (!to) continue;
      const known = counts.transitions.find((one) => one.from === from && one.to === to);
      // Images of one cell may have changed their band or not.
      if (known) known.count += count;
      else counts.transitions.push({ from, to, count });
    }
    return counts;
  };
}
