import type { Manifest } from '@eventeye/inference';
import { areaUnderCurve } from '../../evaluation/metrics.js';
import { bounds, figure, metricName } from '../format.js';
import { html } from '../html.js';
import { findMetric, type Level, levelsOf } from '../levels.js';
import type { ReportInput } from '../reportInput.js';
import { absence, type Cell, type Section, tableBlock } from './section.js';

/** Every figure of the manifest, and whether the drawings above come from the same cases. */
export const figures: Section = {
  id: 'figures',
  title: 'All figures',
  render: (input) => {
    const { metrics } = input.manifest;
    if (metrics.length === 0) return absence('The manifest holds no figures.');
    const splits = [...new Set(metrics.map(({ split }) => split))];
    return html`${contradictions(input).map((sentence) => html`<p class="verdict unexpected">${sentence}</p>`)}${splits.map(
      (split) =>
        metricTable(
          split,
          metrics.filter((metric) => metric.split === split),
        ),
    )}<p class="note">Classes are told apart at 0.5 for accuracy, sensitivity, specificity and F1. Calibration error: ten equally wide bins; drawing patients again only adds to it, so its interval can lie above its value.</p>`;
  },
};

function metricTable(split: string, metrics: Manifest['metrics']) {
  const names = [...new Set(metrics.map(({ name }) => name))];
  const cells = (name: string, level: Level['level']): Cell[] => {
    const metric = findMetric(metrics, name, level);
    return [
      { content: metric ? figure(metric.value) : '–', kind: 'figure' },
      { content: metric ? bounds(metric) : '–', kind: 'figure' },
    ];
  };
  return tableBlock(
    `Figures of the manifest: ${split}.`,
    [
      { content: 'Figure' },
      { content: 'By patient', kind: 'figure' },
      { content: '95 % interval', kind: 'figure' },
      { content: 'By slice', kind: 'figure' },
      { content: '95 % interval', kind: 'figure' },
    ],
    names.map((name) => [
      { content: metricName(name), kind: 'head' },
      ...cells(name, 'patient'),
      ...cells(name, 'slice'),
    ]),
  );
}

/** Sentences where the cases of the drawings do not give the manifest's figures; empty when all is well. */
export function contradictions(input: ReportInput): string[] {
  const { metrics, dataset } = input.manifest;
  return levelsOf(input).flatMap(({ level, cases }) => {
    const sentences: string[] = [];
    const expected = level === 'patient' ? dataset.patients.test : dataset.slices.test;
    const held = level === 'patient' ? new Set(cases.map(({ patient }) => patient)).size : cases.length;
    if (held !== expected) {
      sentences.push(`The manifest counts ${expected} test cases by ${level}, the drawings hold ${held}.`);
    }
    const stated = findMetric(metrics, 'auc', level)?.value;
    const drawn = areaUnderCurve(cases);
    // The manifest rounds to four digits.
    if (stated !== undefined && Number.isFinite(drawn) && Math.abs(stated - drawn) > 0.0006) {
      sentences.push(
        `The AUC by ${level} is ${figure(stated)} in the manifest and ${figure(drawn)} in the drawings.`,
      );
    }
    return sentences;
  });
}
