import { temperatureSentence } from '../describeManifest.js';
import { bounds, figure } from '../format.js';
import { html } from '../html.js';
import { findMetric, levelsOf } from '../levels.js';
import { reliabilityChart } from '../svg/reliabilityChart.js';
import { figureBlock, type Section } from './section.js';

/** How far probabilities are what they say. */
export const calibration: Section = {
  id: 'calibration',
  title: 'Calibration',
  render: (input) => {
    return html`<p>${temperatureSentence(input.manifest)} A calibrated model follows the dotted diagonal.</p><div class="pair">${levelsOf(
      input,
    ).map((level) => {
      const ece = findMetric(input.manifest.metrics, 'ece', level.level);
      const error = ece && ` Expected calibration error ${figure(ece.value)} (${bounds(ece)}).`;
      const bars =
        level.level === 'patient'
          ? ' Bars: 95 % Wilson interval of the share.'
          : ' No intervals: slices of a patient are not independent.';
      return figureBlock(
        reliabilityChart(level),
        html`${level.heading} in ten bins of probability, their number below.${error}${bars}`,
      );
    })}</div>`;
  },
};
