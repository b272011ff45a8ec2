import { measureBand } from '../../evaluation/measureBand.js';
import { bounds, count, counted, figure, metricName, percent, threshold } from '../format.js';
import { levelsOf } from '../levels.js';
import { limitsOf } from '../limits.js';
import type { ClaimCardInput, StatedTargets } from '../renderClaimCard.js';
import { controlSentence } from '../sections/control.js';
import { shareAsExpected } from '../sections/gate.js';
import { markdownTable } from './markdownTable.js';

/** The sections of facts and figures, each under its heading; those without anything to show are left out. */
export function cardTables(input: ClaimCardInput): string {
  const sections: [title: string, text: string | undefined][] = [
    ['Model', model(input)],
    ['Figures on the test part', figures(input)],
    ['Abstention', abstention(input)],
    ['Breakdown', breakdown(input)],
    ['In-scope test', gate(input)],
    ['Control', control(input)],
    ['int8 against fp32', precisions(input)],
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
  return `Split by patient. Probabilities are calibrated with one temperature, ${manifest.calibration.temperature.toFixed(3)}, fitted on the validation part.
A patient's probability is the mean over their slices. Classes are told apart at 0.5 for accuracy, sensitivity, specificity
and F1. Intervals: 95 %, bootstrap over patients.

${rows.length === 0 ? 'No figure was measured.' : markdownTable(['level', 'figure', 'value', 'interval', 'part'], rows)}`;
}

function abstention(input: ClaimCardInput): string {
  const { thresholds, dataset } = input.manifest;
  const { targets } = input;
  const chosen = targets
    ? `: chosen on the validation part so that BENIGN takes at most
${percent(1 - targets.sensitivity)} of malignant and MALIGNANT at most ${percent(1 - targets.specificity)} of other cases${confidence(targets)}`
    : ', chosen on the validation part';
  const rows = levelsOf(input).map(({ level, cases }) => {
    const band = measureBand(cases, thresholds);
    return [
      level,
      percent(band.inconclusive),
      percent(band.malignantCalledBenign),
      percent(band.benignCalledMalignant),
    ];
  });
  return `BENIGN below ${threshold(thresholds.benignBelow)}, MALIGNANT from ${threshold(thresholds.malignantFrom)}, INCONCLUSIVE between${chosen}.
Thresholds from ${dataset.patients.validation} validation patients need not hold on others. On the test part:

${markdownTable(['level', 'INCONCLUSIVE', 'malignant called BENIGN', 'others called MALIGNANT'], rows)}`;
}

const confidence = (targets: StatedTargets): string =>
  targets.confidence === undefined
    ? ''
    : `, in ${percent(targets.confidence)} of bootstrap draws of its patients`;

function breakdown({ breakdowns }: ClaimCardInput): string | undefined {
  const rows = breakdowns.flatMap(({ name, rows: groups }) =>
    groups.map(({ value, patients, slices, auc }) => [
      name,
      value,
      count(patients),
      count(slices),
      auc ? figure(auc.value) : 'a class is absent',
      auc ? bounds(auc) : '',
    ]),
  );
  if (rows.length === 0) return undefined;
  return `AUC by patient. The groups were not planned for.\n\n${markdownTable(['', 'group', 'patients', 'slices', 'AUC', 'interval'], rows)}`;
}

function gate({ gate: sets }: ClaimCardInput): string | undefined {
  if (sets.length === 0) return undefined;
  return markdownTable(
    ['images', 'number', 'in scope', 'expected', 'as expected'],
    sets.map((set) => [
      set.name,
      count(set.images),
      count(set.inScope),
      set.expected,
      percent(shareAsExpected(set)),
    ]),
  );
}

function control({ control: metrics }: ClaimCardInput): string {
  const sentences = metrics?.filter(({ name }) => name === 'auc').map(controlSentence) ?? [];
  if (sentences.length === 0) return 'No control run on shuffled labels was made.';
  return `The same pipeline on labels shuffled between patients. ${sentences.join(' ')}`;
}

function precisions({ precisions: compared, sliceCases }: ClaimCardInput): string | undefined {
  if (compared === undefined) return undefined;
  return `On ${counted(sliceCases.length, 'slice')} of the test part: class agreement ${percent(compared.classAgreement)}, AUC loss ${compared.aucLoss.toFixed(5)}, mean
correlation of attention maps ${compared.heatmapCorrelation.toFixed(4)}.`;
}
