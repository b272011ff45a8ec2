import type { ErrorCode } from '@eventeye/core';
import type { PreparedInput } from '../pipeline/prepareInput.js';
import type { OverlayOptions, RenderOptions } from '../render/renderTypes.js';
import type { Stage } from '../tracing/stageClock.js';
import type { AttentionMap, EngineOptions, ImageInspection, ImageLimits, Prediction } from '../types.js';
import type { Projection } from '../volume/drawProjection.js';
import type { ProjectedStep, ProjectionStep } from '../volume/projectSlices.js';
import type { VolumeWindow } from '../volume/volumeTypes.js';

/** What the engine can be asked for, with what it answers. */
export interface Operations {
  inspect: { request: { bytes: Uint8Array }; response: ImageInspection };
  render: { request: { bytes: Uint8Array; options: RenderOptions }; response: Uint8Array };
  heatmap: { request: { attention: AttentionMap; width: number; height: number }; response: Uint8Array };
  overlay: {
    request: { bytes: Uint8Array; attention: AttentionMap; options: OverlayOptions };
    response: Uint8Array;
  };
  subtract: {
    request: { bytes: Uint8Array; base: Uint8Array; window: VolumeWindow };
    response: Uint8Array;
  };
  projectSlices: { request: { step: ProjectionStep }; response: ProjectedStep };
  drawProjection: { request: { projection: Projection }; response: Uint8Array };
  analyze: {
    request: { bytes: Uint8Array; frame: number; preContrast: Uint8Array | undefined };
    response: Prediction;
  };
  /** Never ends; only the engine's own tests ask for it, and only where `allowFaults` is set. */
  hang: { request: object; response: never };
}

/** The steps an analysis takes in threads, and what only the engine process asks its threads for. */
export interface Steps {
  prepare: { request: Operations['analyze']['request']; response: PreparedInput };
  infer: { request: { prepared: PreparedInput }; response: Prediction };
  /** Loads the model in one thread and runs its golden picture. */
  warm: { request: object; response: true };
}

export type OperationName = keyof Operations;

type Named<Table extends { [Name in keyof Table]: { request: object } }> = {
  [Name in keyof Table]: { operation: Name } & Table[Name]['request'];
}[keyof Table];

/** One question, from the client to the engine process. */
export type Task = Named<Operations>;
/** One piece of work for a thread. */
export type ThreadTask = Named<Omit<Operations, 'analyze'> & Steps>;

/** How an error travels between processes: no stack, no cause, no patient data. */
export interface WireError {
  code: ErrorCode;
  message: string;
}

/** What a thread gives back. */
export type TaskOutcome<Value = unknown> = (
  | { value: Value; error?: never }
  | { error: WireError; value?: never }
) & {
  /** The stages it went through, the last one being where it failed. */
  stages?: Stage[];
};

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
export type Request =
  /** With a `traceparent` (W3C Trace Context) the stages come back with the answer. */
  { type: 'task'; id: number; task: Task; traceparent?: string } | { type: 'cancel'; id: number };

/** Engine process to client. */
export type Response =
  | { type: 'ready' }
  | { type: 'unready'; error: WireError }
  | { type: 'done'; id: number; value: unknown; stages?: Stage[] }
  | { type: 'failed'; id: number; error: WireError; stages?: Stage[] }
  | { type: 'memory'; residentBytes: number }
  | { type: 'log'; event: string; fields: Record<string, unknown> };
