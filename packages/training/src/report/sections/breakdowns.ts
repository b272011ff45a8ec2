import type { Interval } from '../../evaluation/bootstrap.js';
import { bounds, count, figure } from '../format.js';
import { type Content, html, type Markup } from '../html.js';
import { findMetric } from '../levels.js';
import type { ReportGroup, ReportInput } from '../reportInput.js';
import { intervalStrip } from '../svg/intervalStrip.js';
import { absence, type Cell, type Section, tableBlock } from './section.js';

/** AUC of parts of the test patients as forest plots beside their figures. */
export const breakdowns: Section = {
  id: 'breakdown',
  title: 'Breakdown',
  render: (input) => {
    const filled = input.breakdowns.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return absence('No breakdown was made.');
    return html`<p>AUC by patient. The groups were not planned for: a difference between rows is a question, not a finding.</p>${filled.map(
      (breakdown) => forest(breakdown, input),
    )}`;
  },
};

function forest({ name, rows }: ReportInput['breakdowns'][number], input: ReportInput): Markup {
  const all = findMetric(input.manifest.metrics, 'auc', 'patient');
  const lows = [...rows.map(({ auc }) => auc?.low), all?.low].filter((low) => low !== undefined && low >= 0);
  const from = Math.min(0.4, Math.floor(Math.min(1, ...(lows as number[])) * 5) / 5);
  const { patients, slices } = input.manifest.dataset;
  return tableBlock(
    `${name}.`,
    [
      { content: name },
      { content: 'Patients', kind: 'figure' },
      { content: 'Slices', kind: 'figure' },
      { content: 'AUC', kind: 'figure' },
      { content: '95 % interval', kind: 'figure' },
      { content: axisHead(from), kind: 'picture' },
    ],
    [
      ...rows.map((row) => forestRow(row, [from, 1])),
      forestRow(
        { value: 'All', patients: patients.test, slices: slices.test, auc: all },
        [from, 1],
        'overall',
      ),
    ],
  );
}

function forestRow(row: ReportGroup, range: [number, number], className = 'patient'): Cell[] {
  const { auc } = row;
  const figures: [Content, Content] = auc ? [figure(auc.value), bounds(auc)] : ['–', 'a class is absent'];
  return [
    { content: className === 'overall' ? html`<strong>${row.value}</strong>` : row.value, kind: 'head' },
    { content: count(row.patients), kind: 'figure' },
    { content: count(row.slices), kind: 'figure' },
    { content: figures[0], kind: 'figure' },
    { content: figures[1], kind: 'figure' },
    {
      content: intervalStrip(auc as Interval | undefined, range, { reference: 0.5, className }),
      kind: 'picture',
    },
  ];
}

const axisHead = (from: number): Markup =>
  html`<span class="range"><span>${from.toFixed(1)}</span><span>dotted: 0.5</span><span>1.0</span></span>`;
