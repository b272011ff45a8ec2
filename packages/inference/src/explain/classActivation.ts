import type { Manifest } from '../manifest/schema.js';
import type { AttentionMap } from '../types.js';

/**
 * Class activation map of one label: `ReLU(sum over channels of head weight * feature)`, scaled to its own maximum.
 * With global average pooling and a linear head this equals Grad-CAM at the last convolution (Selvaraju et al. 2017,
 * section 3 and appendix A), so explaining costs no second pass.
 *
 * @param features `channels * rows * columns`; `headWeights`: `labels * channels`.
 * @returns all zero where nothing speaks for the label.
 */
export function classActivation(
  features: Float32Array,
  headWeights: Float32Array,
  outputs: Manifest['outputs'],
  label: { index: number; name: string },
  content: AttentionMap['content'],
): AttentionMap {
  const [channels, rows, columns] = outputs.featureShape;
  const cells = rows * columns;
  const activation = new Float64Array(cells);
  for (let channel = 0; channel < channels; channel++) {
    const weight = headWeights[label.index * channels + channel]!;
    for (let cell = 0; cell < cells; cell++) activation[cell]! += weight * features[channel * cells + cell]!;
  }
  const most = activation.reduce((max, value) => Math.max(max, value), 0);
  const values = Uint8Array.from(activation, (value) =>
    most > 0 && value > 0 ? Math.round((255 * value) / most) : 0,
  );
  return { columns, rows, values, content, label: label.name };
}
