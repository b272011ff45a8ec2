import { readFileSync } from 'node:fs';
import type { ModelDescription } from '@eventeye/inference';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What `GET /v2` answers. */
export const serverMetadata = { name: 'eventeye', version, extensions: ['binary_tensor_data'] };

/** The most images that one request may bring. */
export const maxImages = 16;

/** The names of the input tensors: encoded images, and the slices before contrast for a model of the DCE triplet. */
export const imageInput = 'image';
export const preContrastInput = 'pre_contrast';

/** What `GET /v2/models/{name}` answers; -1 stands for the number of images. */
export function modelMetadata(model: ModelDescription) {
  const { name, labels, channels } = model;
  const images = { datatype: 'BYTES', shape: [-1] };
  return {
    name,
    versions: [model.version],
    platform: 'onnx_onnxv1',
    inputs: [
      { name: imageInput, ...images },
      ...(channels === 'dce-triplet' ? [{ name: preContrastInput, ...images }] : []),
    ],
    outputs: [
      { name: 'probabilities', datatype: 'FP32', shape: [-1, labels.length] },
      { name: 'malignancy', datatype: 'FP32', shape: [-1] },
      { name: 'outcome', datatype: 'BYTES', shape: [-1] },
      { name: 'in_scope', datatype: 'BOOL', shape: [-1] },
    ],
    parameters: modelParameters(model),
  };
}

/** What must stand beside every result: the meaning of the columns, and whose they are. */
export function modelParameters({ labels, sha256, isDemonstration }: ModelDescription) {
  return { labels: labels.join(','), sha256, is_demonstration: isDemonstration };
}
