import type { ModelInput } from '@eventeye/inference';

/** How slices become the input of the models this package trains. */
export const modelInput: ModelInput = {
  name: 'input',
  channels: 'grey-replicated',
  width: 224,
  height: 224,
  windowing: { method: 'percentile', low: 1, high: 99.5 },
  resize: { kernel: 'linear', fit: 'contain', background: 0 },
  normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  preprocessing: 'eventeye-preprocess/1',
};
