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

/** Encodes samples by OpenJPH, as no encoder of Debian does. */
export const encodeHtj2k = (samples: Pixels, picture: EncodedPicture, reversible: boolean) =>
  encode('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KEncoder', samples, picture, reversible);

/** Encodes samples without loss by OpenJPEG. */
export const encodeJpeg2000 = (samples: Pixels, picture: EncodedPicture) =>
  encode('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder', samples, picture, true);

type Pixels = Uint8Array | Uint16Array | Int16Array;

async function encode(
  build: string,
  name: string,
  samples: Pixels,
  picture: EncodedPicture,
  reversible: boolean,
): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const wasm = require.resolve(build.replace('wasmjs', 'wasm'));
  const module = (await require(build)({ print() {}, printErr() {}, locateFile: () => wasm })) as Record<
    string,
    new () => Encoder
  >;
  const encoder = new module[name]!();
  encoder
    .getDecodedBuffer({ ...picture, isUsingColorTransform: picture.componentCount > 1 })
    .set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  encoder.setQuality(reversible, 0.001);
  encoder.encode();
  const out = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return out;
}
