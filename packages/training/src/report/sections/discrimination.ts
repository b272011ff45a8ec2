import { areaUnderCurve } from '../../evaluation/metrics.js';
import { averagePrecision, precisionRecallCurve } from '../curves.js';
import { counted, figure, threshold } from '../format.js';
import { html, type Markup } from '../html.js';
import { type Level, levelsOf } from '../levels.js';
import type { ReportInput } from '../reportInput.js';
import { type CurveMark, precisionRecallChart, rocChart } from '../svg/curveCharts.js';
import { type LegendEntry, legend } from '../svg/legend.js';
import { absence, figureBlock, type Section } from './section.js';

/** ROC and precision-recall curves by patient and by slice. */
export const discrimination: Section = {
  id: 'discrimination',
  title: 'Discrimination',
  render: (input) => {
    const levels = levelsOf(input).filter(
      ({ cases }) => new Set(cases.map(({ malignant }) => malignant)).size === 2,
    );
    if (levels.length === 0) return absence('No curves are drawn: a class is absent from the test part.');
    const marks = marksOf(input);
    const entries = (describe: (level: Level) => string): Markup =>
      legend([
        ...levels.map(
          (one): LegendEntry => ({ sign: 'line', className: `curve ${one.level}`, text: describe(one) }),
        ),
        ...marks.map(({ shape, text }): LegendEntry => ({ sign: shape, className: 'mark neutral', text })),
      ]);
    const precision = (cases: Level['cases']) => figure(averagePrecision(precisionRecallCurve(cases)));
    return html`<div class="pair">${figureBlock(
      rocChart(levels, marks),
      'Receiver operating characteristic. Dotted: chance.',
      entries(
        ({ heading, level, cases }) =>
          `${heading}: AUC ${figure(areaUnderCurve(cases))}, ${counted(cases.length, level)}`,
      ),
    )}${figureBlock(
      precisionRecallChart(levels, marks),
      'Precision and recall. Dotted: the share of malignant patients, the precision of calling everyone malignant. It holds for this share only.',
      entries(({ heading, cases }) => `${heading}: average precision ${precision(cases)}`),
    )}</div>`;
  },
};

const marksOf = ({ manifest: { thresholds } }: ReportInput): CurveMark[] => [
  { threshold: 0.5, shape: 'circle', text: 'operating point, 0.5' },
  {
    threshold: thresholds.benignBelow,
    shape: 'triangle',
    text: `BENIGN below ${threshold(thresholds.benignBelow)}`,
  },
  {
    threshold: thresholds.malignantFrom,
    shape: 'square',
    text: `MALIGNANT from ${threshold(thresholds.malignantFrom)}`,
  },
];
