import { crossTable } from '../crossTable.js';
import { thresholdSentence } from '../describeManifest.js';
import { count, percent } from '../format.js';
import { type Content, html, type Markup } from '../html.js';
import { type Level, levelsOf } from '../levels.js';
import { outcomeOf, outcomes } from '../outcome.js';
import type { ReportCase, ReportInput } from '../reportInput.js';
import { distributionChart } from '../svg/distributionChart.js';
import { figureBlock, type Section, tableBlock } from './section.js';

/** Label against label, and what the thresholds make of each true class. */
export const decisions: Section = {
  id: 'decisions',
  title: 'Decisions',
  render: (input) => {
    const { thresholds } = input.manifest;
    const names = input.manifest.labels.map(({ name }) => name);
    return html`<p>The model abstains between two thresholds. ${thresholdSentence(input.manifest)}</p><div class="pair">${levelsOf(
      input,
    ).map((level) =>
      matrix(level, names, {
        caption: `${level.heading}: true class against outcome.`,
        of: ({ probability }) => outcomeOf(probability, thresholds),
        names: outcomes,
      }),
    )}</div><div class="pair">${levelsOf(input).map((level) =>
      matrix(level, names, {
        caption: `${level.heading}: true class against the class of the greatest probability, without abstention.`,
        of: ({ predictedLabel }) => predictedLabel,
        names,
      }),
    )}</div><div class="pair">${levelsOf(input).map((level) =>
      figureBlock(
        distributionChart(level, classesOf(input, level.cases), thresholds),
        html`${level.heading} by true class; every class on its own scale. Shaded: INCONCLUSIVE.`,
      ),
    )}</div>`;
  },
};

function matrix(
  { cases }: Level,
  labels: readonly string[],
  column: { caption: string; of: (one: ReportCase) => string; names: readonly string[] },
): Markup {
  const { rows, columns } = crossTable(cases, { of: ({ label }) => label, names: labels }, column);
  const cell = (number: number, share: number): Content =>
    html`${count(number)} <small>${Number.isFinite(share) ? percent(share) : '–'}</small>`;
  return tableBlock(
    column.caption,
    [
      { content: 'True class' },
      ...columns.map((content) => ({ content, kind: 'figure' as const })),
      { content: 'All', kind: 'figure' },
    ],
    rows.map(({ name, total, cells }) => [
      { content: name, kind: 'head' },
      ...cells.map((one) => ({
        content: cell(one.count, one.share),
        kind: 'figure' as const,
        share: one.share,
      })),
      { content: count(total), kind: 'figure' },
    ]),
  );
}

/** The manifest's labels, and any that only the cases name. */
function classesOf(
  { manifest }: ReportInput,
  cases: readonly ReportCase[],
): { name: string; malignant: boolean }[] {
  const known = new Map(manifest.labels.map(({ name, malignant }) => [name, malignant]));
  for (const { label, malignant } of cases) if (!known.has(label)) known.set(label, malignant);
  return [...known].map(([name, malignant]) => ({ name, malignant }));
}
