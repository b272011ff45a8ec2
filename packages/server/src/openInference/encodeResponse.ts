import { EventEyeError } from '@eventeye/core';
import type { ModelDescription } from '@eventeye/inference';
import { modelParameters } from './metadata.js';
import type { RequestedOutputs } from './parseInferRequest.js';

/** Tells where in a body the JSON ends and the binary tensors begin. */
export const headerLengthName = 'Inference-Header-Content-Length';

/** A result, row-major. */
export type OutputTensor = { name: string; shape: number[] } & (
  | { datatype: 'FP32'; values: number[] }
  | { datatype: 'BOOL'; values: boolean[] }
  | { datatype: 'BYTES'; values: string[] }
);

/** A response ready to send; `headerLength` when binary tensors follow the JSON. */
export interface EncodedResponse {
  mediaType: string;
  headerLength?: number;
  body: Buffer;
}

/**
 * Encodes the tensors that were asked for, each as JSON or binary.
 *
 * @throws EventEyeError VALIDATION_FAILED when one is asked for that there is not.
 */
export function encodeResponse(response: {
  id: string | undefined;
  model: ModelDescription;
  tensors: OutputTensor[];
  outputs: RequestedOutputs;
}): EncodedResponse {
  const { id, model, tensors, outputs } = response;
  const wanted = outputs.named ?? tensors.map(({ name }) => ({ name, binary: outputs.binary }));
  const blobs: Buffer[] = [];
  const encoded = wanted.map(({ name, binary }) => {
    const tensor = tensors.find((one) => one.name === name);
    if (!tensor) {
      const names = tensors.map((one) => one.name).join(', ');
      throw new EventEyeError('VALIDATION_FAILED', `An output is asked for that is none of: ${names}.`);
    }
    const { datatype, shape } = tensor;
    if (!binary) return { name, datatype, shape, data: jsonValues(tensor) };
    const blob = binaryValues(tensor);
    blobs.push(blob);
    return { name, datatype, shape, parameters: { binary_data_size: blob.length } };
  });
  const header = Buffer.from(
    JSON.stringify({
      model_name: model.name,
      model_version: model.version,
      ...(id !== undefined && { id }),
      parameters: modelParameters(model),
      outputs: encoded,
    }),
  );
  if (blobs.length === 0) return { mediaType: 'application/json', body: header };
  return {
    mediaType: 'application/octet-stream',
    headerLength: header.length,
    body: Buffer.concat([header, ...blobs]),
  };
}

/** JSON says the same single-precision numbers that binary does. */
function jsonValues(tensor: OutputTensor): unknown[] {
  return tensor.datatype === 'FP32' ? tensor.values.map(Math.fround) : tensor.values;
}

/** Little endian, no padding; BYTES with a length of four bytes before each. */
function binaryValues(tensor: OutputTensor): Buffer {
  if (tensor.datatype === 'BOOL') return Buffer.from(tensor.values.map(Number));
  if (tensor.datatype === 'FP32') {
    const bytes = Buffer.alloc(tensor.values.length * 4);
    for (const [i, value] of tensor.values.entries()) bytes.writeFloatLE(value, i * 4);
    return bytes;
  }
  return Buffer.concat(
    tensor.values.flatMap((text) => {
      const bytes = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}
