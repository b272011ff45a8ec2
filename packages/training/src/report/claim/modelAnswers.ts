import { patientSentence, temperatureSentence, thresholdSentence } from '../describeManifest.js';
import { listed, megabytes } from '../format.js';
import type { ClaimCardInput } from '../renderClaimCard.js';
import { controlOf } from '../sections/control.js';
import type { ClaimAnswers } from './claimAnswers.js';

/** The model, its training and how it is measured. */
export function modelAnswers(card: ClaimCardInput): ClaimAnswers {
  const { manifest, notes, breakdowns, gate } = card;
  const { training, outputs, labels, input } = manifest;
  const [channels, rows, columns] = outputs.featureShape;
  const tried = [
    breakdowns.some((one) => one.rows.length > 0) && 'AUC by group (see Breakdown)',
    gate.length > 0 && 'the in-scope test on images of other kinds (see In-scope test)',
    controlOf(card) && 'the same pipeline on shuffled labels (see Control)',
    manifest.comparison && 'other precisions of the weights (see Precisions against fp32)',
  ].filter((one) => typeof one === 'string');
  return {
    22: `Input: one picture, 3 x ${input.width} x ${input.height}. Last convolution: ${channels} channels of ${rows} x ${columns}, averaged over the picture, then a linear head with ${labels.length} logits (${labels.map(({ name }) => name).join(', ')}). Probabilities: softmax. ${temperatureSentence(manifest)} The probability of malignancy is that of ${listed(labels.filter(({ malignant }) => malignant).map(({ name }) => name))}. ${thresholdSentence(manifest)} ONNX, ${manifest.precision}, ${megabytes(manifest.file.byteLength)}.`,
    23: `${training.framework} for training; ONNX Runtime through \`@eventeye/inference\` for every figure of this card.`,
    24: initialisation(training.initialWeights),
    25: [...notes.training, `${training.epochs} epochs, seed ${training.seed}.`].join(' '),
    28: `By patient and by slice: AUC, accuracy, sensitivity, specificity, F1, Brier score and expected calibration error over ten equally wide bins. ${patientSentence(manifest)} Classes are told apart at 0.5.`,
    29: 'Intervals of 95 % from the percentile bootstrap over patients, who bring all their slices; draws that lack a class are drawn again. The bootstrap adds to the calibration error, so its interval can lie above its value. No hypothesis was tested and nothing was corrected for multiple comparisons.',
    30: tried.length > 0 ? `${tried.join('; ')}.` : 'Not done.',
    31: `Class activation maps from the linear head, equal to Grad-CAM at the last convolution. They show attention in cells of a ${rows} x ${columns} grid, not a localisation.`,
  };
}

function initialisation(weights: string): string {
  if (weights === 'none') return 'Random; no pretrained weights were used.';
  return weights === 'imagenet' ? 'Weights pretrained on ImageNet; the head random.' : `\`${weights}\`.`;
}
