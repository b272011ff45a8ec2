import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EventEyeError } from '@eventeye/core';
import { type WasmInstance, type WasmMemory, type WasmModule, WebAssembly } from './webAssembly.js';

/** The WebAssembly codecs, by the library they are built from. */
export type CodecName = 'libjpeg-turbo' | 'charls' | 'openjpeg' | 'openjph';

/** The decoder objects of the four builds, as far as they are used here. */
export interface WasmDecoder {
  /** A view of the codec's memory to put the codestream into. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  /** The samples: a view of the codec's memory or a copy, by build. */
  getDecodedBuffer(): Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>;
  getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number };
  getInterleaveMode?(): number;
  delete(): void;
}

type Factory = (options: object) => Promise<Record<string, new () => WasmDecoder>>;

const builds: Record<CodecName, { script: string; wasm: string; decoder: string }> = {
  'libjpeg-turbo': {
    script: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
    wasm: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
    decoder: 'JPEGDecoder',
  },
  charls: {
    script: '@cornerstonejs/codec-charls/decodewasmjs',
    wasm: '@cornerstonejs/codec-charls/decodewasm',
    decoder: 'JpegLSDecoder',
  },
  openjpeg: {
    script: '@cornerstonejs/codec-openjpeg/decodewasmjs',
    wasm: '@cornerstonejs/codec-openjpeg/decodewasm',
    decoder: 'J2KDecoder',
  },
  openjph: {
    script: '@cornerstonejs/codec-openjph/wasmjs',
    wasm: '@cornerstonejs/codec-openjph/wasm',
    decoder: 'HTJ2KDecoder',
  },
};

interface Instance {
  create: () => WasmDecoder;
  memory: () => number;
  /** What the library complained of since it was last emptied: some builds print an error and return. */
  complaints: string[];
}

/** Memory of WebAssembly only grows, so an instance that a large image blew up is given back after it. */
const keptBytes = 64 * 1024 * 1024;

const require = createRequire(import.meta.url);
const compiled = new Map<CodecName, WasmModule>();
const instances = new Map<CodecName, Promise<Instance>>();

/**
 * Runs one decoding on this thread's instance of a codec, which is loaded when it is first needed. An instance that
 * failed is thrown away, so that what a damaged picture did to its memory never reaches the next one.
 *
 * @throws EventEyeError DICOM_INVALID for whatever the codec throws or complains of, IMAGE_TOO_LARGE when its memory
 * did not suffice.
 */
export async function withCodec<T>(name: CodecName, run: (decoder: WasmDecoder) => T): Promise<T> {
  const pending = instances.get(name) ?? load(name);
  instances.set(name, pending);
  const instance = await pending;
  try {
    const decoder = instance.create();
    instance.complaints.length = 0;
    const result = run(decoder);
    if (instance.complaints.length > 0) throw new Error(instance.complaints[0]);
    decoder.delete();
    if (instance.memory() > keptBytes) instances.delete(name);
    return result;
  } catch (cause) {
    instances.delete(name);
    if (EventEyeError.is(cause)) throw cause;
    throw explain(cause);
  }
}

async function load(name: CodecName): Promise<Instance> {
  const { script, wasm, decoder } = builds[name];
  let module = compiled.get(name);
  if (!module) {
    module = new WebAssembly.Module(readFileSync(require.resolve(wasm)));
    compiled.set(name, module);
  }
  const complaints: string[] = [];
  const listen = (line: string) => {
    if (/error/i.test(line)) complaints.push(line);
  };
  let memory: WasmMemory | undefined;
  const loaded = await (require(script) as Factory)({
    print: listen,
    printErr: listen,
    // The build's own loader would read and compile the file again for every instance.
    instantiateWasm(imports: object, done: (instance: WasmInstance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      memory = Object.values(instance.exports).find(
        (it): it is WasmMemory => it instanceof WebAssembly.Memory,
      );
      done(instance);
      return instance.exports;
    },
  });
  return {
    create: () => new loaded[decoder]!(),
    memory: () => memory?.buffer.byteLength ?? Number.POSITIVE_INFINITY,
    complaints,
  };
}

function explain(cause: unknown): EventEyeError {
  if (/memory|OOM|bad_alloc|enlarge/i.test(String(cause))) {
    return new EventEyeError(
      'IMAGE_TOO_LARGE',
      'The compressed image needs more memory than its codec has. Send it uncompressed or smaller.',
      { cause },
    );
  }
  return new EventEyeError(
    'DICOM_INVALID',
    'The compressed image is damaged: its codec can not read it. Export the image again.',
    { cause },
  );
}
