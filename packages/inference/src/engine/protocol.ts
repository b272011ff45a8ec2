import type { ErrorCode } from '@eventeye/core';
import type {
  AttentionMap,
  EngineOptions,
  ImageInspection,
  ImageLimits,
  Prediction,
  RenderOptions,
} from '../types.js';

/** What the engine can be asked for, with what it answers. */
export interface Operations {
  inspect: { request: { bytes: Uint8Array }; response: ImageInspection };
  render: { request: { bytes: Uint8Array; options: RenderOptions }; response: Uint8Array };
  heatmap: { request: { attention: AttentionMap; width: number; height: number }; response: Uint8Array };
  analyze: {
    request: { bytes: Uint8Array; frame: number; preContrast: Uint8Array | undefined };
    response: Prediction;
  };
  /** Loads the model in one thread and runs its golden picture. */
  warm: { request: Record<string, never>; response: true };
  /** Never ends; only the engine's own tests ask for it, and only where `allowFaults` is set. */
  hang: { request: Record<string, never>; response: never };
}

export type OperationName = keyof Operations;
/** What needs no model. */
export type ImageOperation = 'inspect' | 'render' | 'heatmap';
export type ModelOperation = Exclude<OperationName, ImageOperation>;

/** One question, from the client through the engine process to a thread. */
export type Task = {
  [Name in OperationName]: { operation: Name } & Operations[Name]['request'];
}[OperationName];

/** How an error travels between processes: no stack, no cause, no patient data. */
export interface WireError {
  code: ErrorCode;
  message: string;
}

/** What a thread gives back. */
export type TaskOutcome = { value: unknown; error?: never } | { error: WireError; value?: never };

/** How the engine process was set up by its client. */
export interface EngineSettings {
  modelDirectory: string;
  precision: EngineOptions['precision'];
  provider: NonNullable<EngineOptions['provider']>;
  threads: number;
  limits: Partial<ImageLimits>;
  taskTimeoutMs: number;
  maxQueue: number;
  allowFaults: boolean;
}

/** Client to engine process. */
export type Request = { type: 'task'; id: number; task: Task } | { type: 'cancel'; id: number };

/** Engine process to client. */
export type Response =
  | { type: 'ready' }
  | { type: 'unready'; error: WireError }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; error: WireError }
  | { type: 'log'; event: string; fields: Record<string, unknown> };
