import { measureBand } from '../../evaluation/measureBand.js';
import { patientSentence, temperatureSentence, thresholdSentence } from '../describeManifest.js';
import { bounds, figure, metricName, percent } from '../format.js';
import { levelsOf } from '../levels.js';
import { limitsOf } from '../limits.js';
import type { ClaimCardInput } from '../renderClaimCard.js';
import { breakdownText, controlText, gateText, precisionsText } from './cardTrials.js';
import { markdownTable } from './markdownTable.js';

/** The sections of facts and figures, each under its heading; those without anything to show are left out. */
export function cardTables(input: ClaimCardInput): string {
  const sections: [title: string, text: string | undefined][] = [
    ['Model', model(input)],
    ['Figures on the test part', figures(input)],
    ['Abstention', abstention(input)],
    ['Breakdown', breakdownText(input)],
    ['In-scope test', gateText(input)],
    ['Control', controlText(input)],
    ['Precisions against fp32', precisionsText(input)],
    ['Limits', [...limitsOf(input.manifest), ...input.notes.limits].map((limit) => `- ${limit}`).join('\n')],
  ];
  return sections
    .filter(([, text]) => text !== undefined)
    .map(([title, text]) => `## ${title}\n\n${text}`)
    .join('\n\n');
}

function model({ manifest }: ClaimCardInput): string {
  const { input, training, dataset, labels } = manifest;
  const { patients, slices } = dataset;
  return markdownTable(
    ['', ''],
    [
      ['input', `one slice, ${input.width} x ${input.height}, ${input.channels}, ${input.preprocessing}`],
      ['output', `${labels.map(({ name }) => name).join(', ')}; attention from the last convolution`],
      ['precision', manifest.precision],
      ['initial weights', training.initialWeights],
      ['framework', `${training.framework}, seed ${training.seed}, ${training.epochs} epochs`],
      ['data', dataset.description],
      ['patients', `${patients.train} train, ${patients.validation} validation, ${patients.test} test`],
      ['slices', `${slices.train} train, ${slices.validation} validation, ${slices.test} test`],
      ['model file', `\`${manifest.file.sha256}\``],
      ['ledger', `\`${dataset.ledgerSha256}\``],
      ['licence', manifest.licence],
    ],
  );
}

function figures({ manifest }: ClaimCardInput): string {
  const rows = manifest.metrics.map((metric) => [
    metric.level,
    metricName(metric.name),
    figure(metric.value),
    bounds(metric),
    metric.split,
  ]);
  return `Split by patient. ${temperatureSentence(manifest)}
${patientSentence(manifest)} Classes are told apart at 0.5 for accuracy, sensitivity, specificity and F1.
Intervals: 95 %, bootstrap over patients.

${rows.length === 0 ? 'No figure was measured.' : markdownTable(['level', 'figure', 'value', 'interval', 'part'], rows)}`;
}

function abstention(input: ClaimCardInput): string {
  const { thresholds, dataset } = input.manifest;
  const rows = levelsOf(input).map(({ level, cases }) => {
    const band = measureBand(cases, thresholds);
    return [
      level,
      percent(band.inconclusive),
      percent(band.malignantCalledBenign),
      percent(band.benignCalledMalignant),
    ];
  });
  return `${thresholdSentence(input.manifest)}
Thresholds from ${dataset.patients.validation} validation patients need not hold on others. On the test part:

${markdownTable(['level', 'INCONCLUSIVE', 'malignant called BENIGN', 'others called MALIGNANT'], rows)}`;
}
