/** The part of the WebAssembly interface that is used here; TypeScript has it only among the types of browsers. */
export interface WasmApi {
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
  Memory: new (descriptor: { initial: number }) => WasmMemory;
}

/** Compiled code. */
export interface WasmModule {
  readonly wasmModule?: never;
}

/** Compiled code with a memory of its own. */
export interface WasmInstance {
  exports: Record<string, unknown>;
}

/** The memory of an instance, which only grows. */
export interface WasmMemory {
  buffer: ArrayBuffer;
}

/** The runtime's own. */
export const { WebAssembly } = globalThis as unknown as { WebAssembly: WasmApi };
