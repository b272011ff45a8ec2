import type { Manifest } from '@eventeye/inference';
import { bounds, figure, metricName } from '../format.js';
import { html, type Markup } from '../html.js';
import type { ReportInput } from '../reportInput.js';
import { intervalStrip } from '../svg/intervalStrip.js';
import { absence, type Section, tableBlock } from './section.js';

type Metric = Manifest['metrics'][number];

/** The same training on shuffled labels: what it "finds" is leakage or chance. */
export const control: Section = {
  id: 'control',
  title: 'Control on shuffled labels',
  render: (input) => {
    const metrics = controlOf(input);
    if (metrics === undefined) return absence('No control run on shuffled labels was made.');
    const aucs = metrics.filter(({ name }) => name === 'auc');
    if (aucs.length === 0) return absence('The control run holds no AUC.');
    return html`<p>The same pipeline was run on labels shuffled between patients. It must not find anything; an AUC away from 0.5 would point to a leak between the parts.</p>${aucs.map(verdict)}${tableBlock(
      'Control run on shuffled labels.',
      [
        { content: 'Level' },
        { content: 'AUC', kind: 'figure' },
        { content: '95 % interval', kind: 'figure' },
        {
          content: html`<span class="range"><span>0.0</span><span>dotted: 0.5</span><span>1.0</span></span>`,
          kind: 'picture',
        },
      ],
      aucs.map((auc) => [
        { content: `by ${auc.level}`, kind: 'head' },
        { content: figure(auc.value), kind: 'figure' },
        { content: bounds(auc), kind: 'figure' },
        { content: intervalStrip(auc, [0, 1], { reference: 0.5, className: auc.level }), kind: 'picture' },
      ]),
    )}`;
  },
};

/** The control run of the input, or else of the manifest. */
export const controlOf = ({ control: metrics, manifest }: ReportInput): Manifest['metrics'] | undefined =>
  metrics ?? manifest.control;

/** Whether an interval is compatible with chance, as a sentence. */
export function controlSentence(auc: Metric): string {
  const lies = chanceInside(auc) ? 'lies' : 'does not lie';
  return `By ${auc.level}, 0.5 ${lies} in the interval of the ${metricName(auc.name)}, ${bounds(auc)}.`;
}

const chanceInside = ({ low, high }: Metric): boolean => low <= 0.5 && high >= 0.5;

const verdict = (auc: Metric): Markup =>
  html`<p class="verdict ${chanceInside(auc) ? 'expected' : 'unexpected'}">${controlSentence(auc)}</p>`;
