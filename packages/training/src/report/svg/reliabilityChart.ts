import { counted, figure } from '../format.js';
import { html, type Markup } from '../html.js';
import type { Level } from '../levels.js';
import { reliabilityBins } from '../reliability.js';
import { xAxis, yAxis } from './axes.js';
import { bars } from './bars.js';
import { createFrame, drawing } from './frame.js';
import { line } from './line.js';

/**
 * Observed frequency over mean probability in ten bins, with the number of cases below. Slices of one patient are not
 * independent, so only patients get the bounds of a binomial share.
 */
export function reliabilityChart({ level, heading, cases }: Level): Markup {
  const bins = reliabilityBins(cases);
  const filled = bins.filter(({ count }) => count > 0);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const frame = createFrame({ left: 40, right: 408, top: 34, bottom: 320 });
  const counts = createFrame({ left: 40, right: 408, top: 350, bottom: 410 }, { y: [0, most] });
  const whiskers = level === 'patient' ? filled : [];
  return drawing({
    id: `reliability-${level}`,
    title: `Reliability diagram, ${heading.toLowerCase()}`,
    description: filled
      .map(
        ({ from, to, count, meanProbability, frequency }) =>
          `${from.toFixed(1)} to ${to.toFixed(1)}: ${counted(count, level)}, mean probability ${figure(meanProbability)}, share malignant ${figure(frequency)}.`,
      )
      .join(' '),
    height: 458,
    body: [
      yAxis(frame, 'Share malignant'),
      line(
        frame,
        [
          [0, 0],
          [1, 1],
        ],
        'chance',
      ),
      whiskers.map(({ meanProbability, low, high }) =>
        line(
          frame,
          [
            [meanProbability, low],
            [meanProbability, high],
          ],
          `whisker ${level}`,
        ),
      ),
      line(
        frame,
        filled.map(({ meanProbability, frequency }) => [meanProbability, frequency]),
        `thin ${level}`,
      ),
      filled.map(
        ({ meanProbability, frequency }) =>
          html`<circle class="dot ${level}" cx="${frame.x(meanProbability)}" cy="${frame.y(frequency)}" r="4.5"/>`,
      ),
      bars(
        counts,
        bins.map(({ from, to, count }) => ({ from, to, value: count })),
        `bar ${level}`,
      ),
      bins
        .filter(({ count }) => count > 0)
        .map(
          ({ from, to, count }) =>
            html`<text class="count" x="${counts.x((from + to) / 2)}" y="${counts.y(count) - 4}" text-anchor="middle">${count}</text>`,
        ),
      xAxis(counts, `Calibrated probability of malignancy`),
    ],
  });
}
