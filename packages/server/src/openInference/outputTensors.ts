import type { Answer } from '../inference/analyzeImages.js';
import type { OutputTensor } from './encodeResponse.js';

/** The predictions as the tensors that the metadata names, one row an image. */
export function outputTensors({ predictions, model }: Answer): OutputTensor[] {
  const n = predictions.length;
  const { labels } = model;
  const probabilities = predictions.flatMap((prediction) =>
    labels.map((label) => prediction.probabilities.find((one) => one.label === label)!.probability),
  );
  return [
    { name: 'probabilities', datatype: 'FP32', shape: [n, labels.length], values: probabilities },
    {
      name: 'malignancy',
      datatype: 'FP32',
      shape: [n],
      values: predictions.map((prediction) => prediction.malignancyProbability),
    },
    { name: 'outcome', datatype: 'BYTES', shape: [n], values: predictions.map(({ outcome }) => outcome) },
    { name: 'in_scope', datatype: 'BOOL', shape: [n], values: predictions.map(({ scope }) => scope.inScope) },
  ];
}
