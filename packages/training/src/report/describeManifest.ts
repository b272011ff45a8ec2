import type { Manifest } from '@eventeye/inference';
import { percent, threshold } from './format.js';

/** How the slices of a patient become one probability, as a sentence. */
export const patientSentence = ({ calibration: { patient } }: Manifest): string =>
  patient === undefined
    ? "A patient's probability is the mean over their slices."
    : "A patient's probability comes from the mean of the logits of their slices, with a calibration of its own.";

/** What turns logits into probabilities, as a sentence. */
export function temperatureSentence({ calibration: { temperature, bias, patient } }: Manifest): string {
  const then = (own: readonly number[] | undefined) =>
    own ? ` and then get a bias for each label (${own.map((value) => value.toFixed(3)).join(', ')})` : '';
  if (patient === undefined)
    return `Logits are divided by one temperature, ${temperature.toFixed(3)}${then(bias)}, fitted on the validation part.`;
  return `Logits are divided by a temperature${then(bias)}, ${temperature.toFixed(3)} for slices and ${patient.temperature.toFixed(3)}${patient.bias ? ` with ${patient.bias.map((value) => value.toFixed(3)).join(', ')}` : ''} for patients, fitted on the validation part.`;
}

/** What the thresholds are and what they were chosen to keep, as a sentence. */
export function thresholdSentence({ thresholds: { benignBelow, malignantFrom, targets } }: Manifest): string {
  const band = `BENIGN below ${threshold(benignBelow)}, MALIGNANT from ${threshold(malignantFrom)}, INCONCLUSIVE between`;
  if (targets === undefined) return `${band}, chosen on the validation part.`;
  const { sensitivity, specificity, confidence } = targets;
  return `${band}: chosen on the validation part so that BENIGN takes at most ${percent(1 - sensitivity)} of malignant and MALIGNANT at most ${percent(1 - specificity)} of other cases, in ${percent(confidence)} of the draws of its patients.`;
}

/** The tests an image has to pass before the model is believed, in the order they run. */
export function scopeTests({ scope }: Manifest): string[] {
  const { modality, bodyPart, maxColourSaturation, minContrast, gate } = scope;
  return [
    `modality ${modality.join(' or ')}`,
    ...(bodyPart ? [`body part ${bodyPart.join(' or ')}`] : []),
    `colour saturation up to ${maxColourSaturation}`,
    `contrast from ${minContrast}`,
    ...(gate ? [`fitted gate ${gate.version}`] : []),
  ];
}

/** A precision of the network and how near it comes to fp32 on the test part. */
export interface PrecisionRow {
  precision: string;
  byteLength: number;
  comparison: Manifest['comparison'];
}

/** The precision that is served by default, then the others. */
export const precisionsOf = ({
  precision,
  file,
  comparison,
  alternatives = [],
}: Manifest): PrecisionRow[] => [
  { precision, byteLength: file.byteLength, comparison },
  ...alternatives.map((other) => ({
    precision: other.precision,
    byteLength: other.file.byteLength,
    comparison: other.comparison,
  })),
];
