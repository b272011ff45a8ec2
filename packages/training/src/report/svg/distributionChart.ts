import type { Manifest } from '@eventeye/inference';
import { counted, percent, threshold } from '../format.js';
import { html, type Markup } from '../html.js';
import type { Level } from '../levels.js';
import { outcomeOf } from '../outcome.js';
import { binOf } from '../reliability.js';
import type { ReportCase } from '../reportInput.js';
import { xAxis } from './axes.js';
import { bars } from './bars.js';
import { createFrame, drawing, round } from './frame.js';

const binCount = 20;
const [left, right] = [2, 418];
const rowHeight = 112;
const top = 4;
/** Room of a class for its name, above its bars and clear of the band. */
const nameHeight = 28;

/** A histogram of probabilities for each class, one above the other, the INCONCLUSIVE band shaded across all. */
export function distributionChart(
  { level, heading, cases }: Level,
  classes: readonly { name: string; malignant: boolean }[],
  thresholds: Manifest['thresholds'],
): Markup {
  const bottom = top + classes.length * rowHeight;
  const whole = createFrame({ left, right, top, bottom });
  const own = classes.map(({ name }) => cases.filter(({ label }) => label === name));
  return drawing({
    id: `distribution-${level}`,
    title: `Probabilities by class, ${heading.toLowerCase()}`,
    description: `INCONCLUSIVE from ${threshold(thresholds.benignBelow)} to ${threshold(thresholds.malignantFrom)}. ${classes
      .map(
        ({ name }, i) =>
          `${name}: ${counted(own[i]!.length, level)}, ${inBand(own[i]!, thresholds)} in the band.`,
      )
      .join(' ')}`,
    height: bottom + 48,
    body: [
      classes.map((one, i) => {
        const rowBottom = top + (i + 1) * rowHeight;
        return [band(thresholds, rowBottom), histogram(own[i]!, one, level, rowBottom)];
      }),
      xAxis(whole, 'Calibrated probability of malignancy'),
    ],
  });
}

/** The INCONCLUSIVE band behind the bars of one class. */
function band({ benignBelow, malignantFrom }: Manifest['thresholds'], bottom: number): Markup {
  const rowTop = bottom - rowHeight + nameHeight;
  const frame = createFrame({ left, right, top: rowTop, bottom });
  const [from, to] = [frame.x(benignBelow), frame.x(malignantFrom)];
  const edges = [from, to].map(
    (x) => html`<line class="edge" x1="${x}" y1="${rowTop}" x2="${x}" y2="${bottom}"/>`,
  );
  return html`<rect class="band" x="${from}" y="${rowTop}" width="${round(to - from)}" height="${bottom - rowTop}"/>${edges}`;
}

function histogram(
  cases: readonly ReportCase[],
  { name, malignant }: { name: string; malignant: boolean },
  level: string,
  bottom: number,
): Markup {
  const counts = Array.from({ length: binCount }, () => 0);
  for (const { probability } of cases) counts[binOf(probability, binCount)]! += 1;
  // Every class has its own height: a rare one would vanish beside a common one.
  const most = Math.max(1, ...counts);
  const frame = createFrame(
    { left, right, top: bottom - rowHeight + nameHeight + 6, bottom },
    { y: [0, most] },
  );
  const rectangles = bars(
    frame,
    counts.map((value, i) => ({ from: i / binCount, to: (i + 1) / binCount, value })),
    `bar ${malignant ? 'malignant' : 'benign'}`,
  );
  return html`<g>${rectangles}<line class="grid" x1="${left}" y1="${bottom}" x2="${right}" y2="${bottom}"/><text class="name" x="${left}" y="${bottom - rowHeight + 20}">${name}</text><text x="${right}" y="${bottom - rowHeight + 20}" text-anchor="end">${counted(cases.length, level)}</text></g>`;
}

const inBand = (cases: readonly ReportCase[], thresholds: Manifest['thresholds']): string =>
  percent(
    cases.filter(({ probability }) => outcomeOf(probability, thresholds) === 'INCONCLUSIVE').length /
      cases.length,
  );
