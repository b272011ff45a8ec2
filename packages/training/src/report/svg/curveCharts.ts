import { averagePrecision, operatingPoint, precisionRecallCurve, rocCurve } from '../curves.js';
import { figure } from '../format.js';
import { html, type Markup } from '../html.js';
import type { Level } from '../levels.js';
import { xAxis, yAxis } from './axes.js';
import { createFrame, drawing } from './frame.js';
import { line, type MarkShape, mark, steps } from './line.js';

/** A threshold that is shown on the curves. */
export interface CurveMark {
  threshold: number;
  shape: MarkShape;
  text: string;
}

const frame = createFrame({ left: 40, right: 408, top: 34, bottom: 344 });
const height = 392;

/** Sensitivity over 1 - specificity of every level, with the thresholds on each curve. */
export function rocChart(levels: readonly Level[], marks: readonly CurveMark[]): Markup {
  const curves = levels.map(({ level, cases }) => {
    const points = rocCurve(cases).map((point) => [point.falsePositiveRate, point.truePositiveRate] as const);
    const spots = marks.map(({ threshold, shape }) => {
      const { falsePositiveRate, truePositiveRate } = operatingPoint(cases, threshold);
      return spot(falsePositiveRate, truePositiveRate, shape, level);
    });
    return points.length === 0 ? undefined : [line(frame, points, `curve ${level}`), spots];
  });
  const half = levels.map(({ heading, cases }) => {
    const { truePositiveRate, falsePositiveRate } = operatingPoint(cases, 0.5);
    return `${heading}: at 0.5 sensitivity ${figure(truePositiveRate)}, specificity ${figure(1 - falsePositiveRate)}.`;
  });
  return drawing({
    id: 'roc',
    title: 'ROC curves',
    description: `Sensitivity against 1 minus specificity. ${half.join(' ')}`,
    height,
    body: [
      yAxis(frame, 'Sensitivity'),
      xAxis(frame, '1 − specificity'),
      line(
        frame,
        [
          [0, 0],
          [1, 1],
        ],
        'chance',
      ),
      curves.toReversed(),
    ],
  });
}

/** Precision over recall of every level; the hairline is the share of malignant patients. */
export function precisionRecallChart(levels: readonly Level[], marks: readonly CurveMark[]): Markup {
  const curves = levels.map(({ level, cases }) => {
    const points = precisionRecallCurve(cases).map(({ recall, precision }) => [recall, precision] as const);
    const spots = marks.map(({ threshold, shape }) => {
      const { recall, precision } = operatingPoint(cases, threshold);
      return spot(recall, precision, shape, level);
    });
    return points.length === 0 ? undefined : [steps(frame, points, `curve ${level}`), spots];
  });
  const precisions = levels.map(
    ({ heading, cases }) =>
      `${heading}: average precision ${figure(averagePrecision(precisionRecallCurve(cases)))}.`,
  );
  const patients = levels[0]?.cases ?? [];
  const prevalence = patients.filter(({ malignant }) => malignant).length / patients.length;
  return drawing({
    id: 'precision-recall',
    title: 'Precision-recall curves',
    description: `Precision against recall. ${precisions.join(' ')}`,
    height,
    body: [
      yAxis(frame, 'Precision'),
      xAxis(frame, 'Recall (sensitivity)'),
      Number.isFinite(prevalence) &&
        line(
          frame,
          [
            [0, prevalence],
            [1, prevalence],
          ],
          'chance',
        ),
      curves.toReversed(),
    ],
  });
}

const spot = (x: number, y: number, shape: MarkShape, level: string): Markup | false =>
  Number.isFinite(x) && Number.isFinite(y) && html`${mark(shape, frame.x(x), frame.y(y), `mark ${level}`)}`;
