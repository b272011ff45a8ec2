import { createHash } from 'node:crypto';

/** SHA-256 of the tensor's values as little-endian 32-bit floats. */
export function tensorSha256(tensor: Float32Array): string {
  return sha256(new Uint8Array(tensor.buffer, tensor.byteOffset, tensor.byteLength));
}

/** SHA-256 of bytes, lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
