import { patientSentence } from '../describeManifest.js';
import { bounds, figure, metricName, undefinedFigure } from '../format.js';
import { html, type Markup } from '../html.js';
import { findMetric } from '../levels.js';
import type { ReportInput } from '../reportInput.js';
import { intervalStrip } from '../svg/intervalStrip.js';
import type { Section } from './section.js';

const tiles = [
  { name: 'auc', note: 'malignant against all else' },
  { name: 'sensitivity', note: 'at a probability of 0.5' },
  { name: 'specificity', note: 'at a probability of 0.5' },
  { name: 'ece', note: 'lower is better' },
  { name: 'brier', note: 'lower is better' },
];

/** The five figures a reader looks for first, by patient, with their intervals. */
export const summary: Section = {
  id: 'summary',
  title: 'Summary',
  render: (input) =>
    html`<div class="tiles">${tiles.map((tile) => renderTile(input, tile))}</div><p class="note">By patient, on the test part. ${patientSentence(input.manifest)} Intervals: 95 %, bootstrap over patients; the strips run from 0 to 1.</p>`,
};

function renderTile({ manifest }: ReportInput, { name, note }: (typeof tiles)[number]): Markup {
  const metric = findMetric(manifest.metrics, name, 'patient');
  return html`<div class="tile"><h3>${metricName(name)}</h3><p class="value">${metric ? figure(metric.value) : 'not measured'}</p><p class="bounds">${metric ? bounds(metric) : undefinedFigure}</p>${intervalStrip(metric, [0, 1])}<p class="hint">${note}</p></div>`;
}
