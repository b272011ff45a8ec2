import { counted, listed, percent } from '../format.js';
import type { ClaimCardInput } from '../renderClaimCard.js';
import type { ClaimAnswers } from './claimAnswers.js';

/** Title to partitions: what was studied, on what. */
export function dataAnswers({ manifest, notes }: ClaimCardInput): ClaimAnswers {
  const { input, dataset, labels, metrics } = manifest;
  const { windowing, resize } = input;
  const { patients, slices } = dataset;
  const total = (counts: typeof patients) => counts.train + counts.validation + counts.test;
  const share = (count: number) => percent(count / total(patients));
  const auc = metrics.find(({ name, level }) => name === 'auc' && level === 'patient');
  return {
    1: `Deep learning: a convolutional network that tells ${listed(labels.map(({ name }) => name))} apart on breast MR images.`,
    2: `${manifest.description} Trained on ${counted(patients.train, 'patient')}, calibrated on ${patients.validation}, measured on ${patients.test} held-out ones${
      auc
        ? `: AUC by patient ${auc.value.toFixed(3)}, 95 % interval ${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}`
        : ''
    }.${manifest.isDemonstration ? ' All of them are synthetic phantoms. Nothing follows for patients.' : ''}`,
    3: notes.intendedUse,
    7: `${sentence(dataset.description)} ${counted(total(patients), 'patient')}, ${counted(total(slices), 'slice')}.`,
    9: `\`${input.preprocessing}\`, by the very code that serves: percentiles ${windowing.low} to ${windowing.high} become 0 to 255 of 8-bit grey; the whole image is fitted into ${input.width} x ${input.height} with a ${resize.kernel} kernel, its proportions kept, background ${resize.background}; channels: ${input.channels}; then, by channel, the mean (${input.normalisation.mean.join(', ')}) is subtracted and the standard deviation (${input.normalisation.std.join(', ')}) divided by.`,
    19: `By patient, drawn with a seed: ${share(patients.train)} training, ${share(patients.validation)} validation (tuning), ${share(patients.test)} test. Training learns the weights; validation gives the epoch, the temperatures and the thresholds; the test part is only measured.`,
    20: `By patient: no patient is in two parts. A ledger with a salted hash of the patient, the hash of the pixels and the part of every image is checked before packing; its own SHA-256 is \`${dataset.ledgerSha256}\`.`,
  };
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
