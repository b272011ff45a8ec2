import { createRequire } from 'node:module';

/** What a picture to be encoded is. */
export interface EncodedPicture {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
}

interface Encoder {
  getEncodedBuffer(): Uint8Array;
  getDecodedBuffer(info: EncodedPicture & { isUsingColorTransform: boolean }): Uint8Array;
  setQuality(reversible: boolean, step: number): void;
  encode(): void;
  delete(): void;
}

/** Encodes samples as an HTJ2K codestream by OpenJPH; no encoder of Debian writes them. */
export async function encodeHtj2k(
  samples: Uint8Array | Int8Array | Uint16Array | Int16Array,
  picture: EncodedPicture,
  reversible: boolean,
): Promise<Uint8Array> {
  const factory = createRequire(import.meta.url)('@cornerstonejs/codec-openjph/wasmjs');
  const { HTJ2KEncoder } = (await factory({ print() {}, printErr() {} })) as {
    HTJ2KEncoder: new () => Encoder;
  };
  const encoder = new HTJ2KEncoder();
  encoder
    .getDecodedBuffer({ ...picture, isUsingColorTransform: picture.componentCount > 1 })
    .set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  encoder.setQuality(reversible, 0.001);
  encoder.encode();
  const out = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return out;
}
