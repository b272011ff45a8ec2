import type { Manifest } from '@eventeye/inference';
import type { BandTargets } from '../evaluation/calibrate.js';
import type { BandShares } from '../evaluation/measureBand.js';
import type { PrecisionComparison } from './comparePrecisions.js';

/** The model card in Markdown, every figure from the manifest. */
export function renderModelCard(
  manifest: Manifest,
  precisions: PrecisionComparison,
  targets: BandTargets,
  band: BandShares,
): string {
  const { dataset, thresholds, training } = manifest;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows = manifest.metrics.map(
    ({ name, value, low, high, level }) =>
      `| ${level} | ${name} | ${value.toFixed(3)} | ${low.toFixed(3)} to ${high.toFixed(3)} |`,
  );
  return `# Model card: ${manifest.name} ${manifest.version}

> **Demonstration model. Not for diagnosis.** It was trained and measured on synthetic phantoms and has seen no patient.
> No figure below says anything about patients.

${manifest.description}

| | |
|---|---|
| input | one slice, ${manifest.input.width} x ${manifest.input.height}, grey in three channels, ${manifest.input.preprocessing} |
| output | ${manifest.labels.map(({ name }) => name).join(', ')}; attention from the last convolution |
| precision | ${manifest.precision} |
| initial weights | ${training.initialWeights} |
| framework | ${training.framework}, seed ${training.seed}, ${training.epochs} epochs |
| data | ${dataset.description} |
| patients | ${dataset.patients.train} train, ${dataset.patients.validation} validation, ${dataset.patients.test} test |
| slices | ${dataset.slices.train} train, ${dataset.slices.validation} validation, ${dataset.slices.test} test |
| ledger | \`${dataset.ledgerSha256}\` |
| licence | ${manifest.licence} |

## Held-out phantom patients

Split by patient. Probabilities are calibrated with one temperature, ${manifest.calibration.temperature.toFixed(3)}, fitted on the
validation part. A patient's probability is the mean over their slices; every slice shows the lesion. Classes are told apart
at 0.5 for accuracy, sensitivity, specificity and F1. Intervals: 95 %, 2,000 bootstrap draws over patients.

| level | figure | value | interval |
|---|---|---|---|
${rows.join('\n')}

## Abstention

BENIGN below ${thresholds.benignBelow.toFixed(4)}, MALIGNANT from ${thresholds.malignantFrom.toFixed(4)}, INCONCLUSIVE between: chosen by slice on the
validation part so that BENIGN takes at most ${percent(1 - targets.sensitivity)} of malignant and MALIGNANT at most ${percent(1 - targets.specificity)} of benign slices.

On the test part, by slice: ${percent(band.inconclusive)} INCONCLUSIVE, ${percent(band.malignantCalledBenign)} of malignant called BENIGN,
${percent(band.benignCalledMalignant)} of benign called MALIGNANT. Thresholds from ${dataset.patients.validation} validation patients need not hold on others.

## int8 against fp32 on the test part

Class agreement ${percent(precisions.classAgreement)}, AUC loss ${precisions.aucLoss.toFixed(5)}, mean correlation of attention maps ${precisions.heatmapCorrelation.toFixed(4)}.

## Limits

- Phantoms are simpler than patients. Expect the output on real slices to mean nothing beyond a working pipeline.
- One post-contrast slice at a time: no kinetics, no neighbouring slices, no other series, no priors.
- Every training slice shows one lesion. A slice without any was never seen and still gets one of two labels.
- The map shows attention of the network in cells of a 7 x 7 grid. It is not a localisation.
`;
}
