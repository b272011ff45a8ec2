import { EventEyeError } from '@eventeye/core';
import { decodeBase64 } from '../inference/decodeBase64.js';
import { tooLarge } from '../inference/readStream.js';
import type { InputTensor } from './parseInferRequest.js';

/**
 * The encoded images of a BYTES tensor of shape [n]: Base64 text in JSON, or each with its length before it in four
 * bytes, little endian (binary tensor data extension).
 *
 * @throws EventEyeError VALIDATION_FAILED, IMAGE_TOO_LARGE.
 */
export function readImages(tensor: InputTensor, maxBytes: number, most: number): Uint8Array[] {
  const { name, shape, datatype, data, binary } = tensor;
  if (datatype !== 'BYTES') throw invalid(`The input ${name} is BYTES: encoded images.`);
  const count = shape[0];
  if (shape.length !== 1 || count === undefined) throw invalid(`The shape of ${name} is [number of images].`);
  if (count < 1 || count > most) throw invalid(`${name} takes 1 to ${most} images in one request.`);
  const images = binary ? cut(binary, maxBytes, name) : fromJson(data, maxBytes, name);
  if (images.length !== count)
    throw invalid(`The shape of ${name} says ${count} images, its data has ${images.length}.`);
  return images;
}

function fromJson(data: unknown[] | undefined, maxBytes: number, name: string): Uint8Array[] {
  if (!data) throw invalid(`The input ${name} has neither data nor binary_data_size.`);
  return data.map((element) => {
    if (typeof element !== 'string') throw invalid(`The elements of ${name} are texts: images in Base64.`);
    return decodeBase64(element, maxBytes, name);
  });
}

function cut(bytes: Uint8Array, maxBytes: number, name: string): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const images: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const begin = offset + 4;
    const end = begin <= bytes.length ? begin + view.getUint32(offset, true) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw invalid(`The binary data of ${name} ends in the middle of an element.`);
    if (end - begin > maxBytes) throw tooLarge(maxBytes);
    images.push(bytes.subarray(begin, end));
    offset = end;
  }
  return images;
}

const invalid = (message: string) => new EventEyeError('VALIDATION_FAILED', message);
