import { EventEyeError } from '@eventeye/core';
import type { ModelDescription } from '@eventeye/inference';
import { z } from 'zod';
import type { DoorImage } from '../inference/analyzeImages.js';
import { parseJson } from '../inference/parseJson.js';
import { imageInput, maxImages, preContrastInput } from './metadata.js';
import { readImages } from './readImages.js';

/** Which outputs, and how: those named, or all when none is. */
export interface RequestedOutputs {
  named?: { name: string; binary: boolean }[];
  /** For those that do not say themselves. */
  binary: boolean;
}

/** An inference request, read. */
export interface InferRequest {
  id: string | undefined;
  images: DoorImage[];
  outputs: RequestedOutputs;
}

const inputTensor = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)).max(8),
  datatype: z.string(),
  parameters: z.object({ binary_data_size: z.number().int().min(0).optional() }).optional(),
  data: z.array(z.unknown()).optional(),
});
const inferRequest = z.object({
  id: z.string().max(1024).optional(),
  parameters: z.object({ binary_data_output: z.boolean().optional() }).optional(),
  inputs: z.array(inputTensor).min(1).max(8),
  outputs: z
    .array(
      z.object({
        name: z.string(),
        parameters: z.object({ binary_data: z.boolean().optional() }).optional(),
      }),
    )
    .max(16)
    .optional(),
});

/** An input tensor with its binary part, if it has one. */
export type InputTensor = z.infer<typeof inputTensor> & { binary: Uint8Array | undefined };

/**
 * Reads an inference request: JSON, and binary tensors after it when the header says where the JSON ends.
 *
 * @param headerLength the Inference-Header-Content-Length header.
 * @throws EventEyeError VALIDATION_FAILED, IMAGE_TOO_LARGE, COMPANION_IMAGE_MISSING.
 */
export function parseInferRequest(
  body: Uint8Array,
  headerLength: string | undefined,
  options: { maxBytes: number; model: ModelDescription },
): InferRequest {
  const jsonLength = headerLength === undefined ? body.length : Number(headerLength);
  if (!/^\d{1,10}$/.test(headerLength ?? '0') || jsonLength > body.length)
    throw invalid('Inference-Header-Content-Length is no length within the body.');
  const parsed = inferRequest.safeParse(parseJson(body.subarray(0, jsonLength)));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw invalid(`The inference request is not understood. ${faults.join('; ')}.`);
  }
  const { id, parameters, inputs, outputs } = parsed.data;
  const tensors = withBinary(inputs, body.subarray(jsonLength));
  const binary = parameters?.binary_data_output ?? false;
  const named = outputs?.map((output) => ({
    name: output.name,
    binary: output.parameters?.binary_data ?? binary,
  }));
  // An empty list asks for nothing in particular, like none.
  return {
    id,
    images: imagesOf(tensors, options),
    outputs: { binary, ...(named && named.length > 0 && { named }) },
  };
}

/** Cuts the bytes after the JSON into the tensors that say they have some, in their order. */
function withBinary(inputs: z.infer<typeof inputTensor>[], bytes: Uint8Array): InputTensor[] {
  let offset = 0;
  const tensors = inputs.map((input) => {
    const size = input.parameters?.binary_data_size;
    if (size === undefined) return { ...input, binary: undefined };
    if (input.data !== undefined) throw invalid('A tensor has either data or binary_data_size, not both.');
    offset += size;
    return { ...input, binary: bytes.subarray(offset - size, offset) };
  });
  if (offset === bytes.length) return tensors;
  throw invalid(
    `The tensors' binary_data_size add up to ${offset} bytes, after the JSON come ${bytes.length}. Is Inference-Header-Content-Length right?`,
  );
}

function imagesOf(
  tensors: InputTensor[],
  { maxBytes, model }: { maxBytes: number; model: ModelDescription },
): DoorImage[] {
  const known = model.channels === 'dce-triplet' ? [imageInput, preContrastInput] : [imageInput];
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  if (byName.size !== tensors.length || ![...byName.keys()].every((name) => known.includes(name)))
    throw invalid(`The inputs of this model are: ${known.join(', ')}; each at most once.`);
  const image = byName.get(imageInput);
  if (!image) throw invalid(`The input ${imageInput} is missing.`);
  const images = readImages(image, maxBytes, maxImages);
  const before = byName.get(preContrastInput);
  if (!before) return images.map((bytes) => ({ bytes }));
  const preContrasts = readImages(before, maxBytes, maxImages);
  if (preContrasts.length !== images.length)
    throw invalid(`${preContrastInput} needs as many elements as ${imageInput}.`);
  return images.map((bytes, i) => ({ bytes, preContrast: preContrasts[i]! }));
}

const invalid = (message: string) => new EventEyeError('VALIDATION_FAILED', message);
