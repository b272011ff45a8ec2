import type { AnalysisOutcome, ImageKind } from '@eventeye/core';
import type { OverlayOptions, RenderOptions } from './render/renderTypes.js';
import type { ProjectionOptions, SubtractionOptions, VolumeSlice } from './volume/volumeTypes.js';

/** Limits that are checked before memory is taken for pixels. */
export interface ImageLimits {
  /** Bytes of the file as uploaded. */
  maxBytes: number;
  /** rows * columns of one frame. */
  maxPixels: number;
  /** rows * columns * frames * samples of the whole object. */
  maxTotalSamples: number;
}

/** What a look into an image says, after its pixels were decoded once and found whole. */
export interface ImageInspection {
  kind: ImageKind;
  width: number;
  height: number;
  frameCount: number;
}

/** A rectangle in pixels of the image as stored, origin top left. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Mean attention in the region, 0 to 1. Attention, not localisation. */
  score: number;
  /** 0-based. */
  frame: number;
}

/**
 * A class activation map at the resolution of the last convolution, normalised to 0..255.
 * It covers the model's square input; `content` says where in that square the image lies.
 */
export interface AttentionMap {
  /** Cells across and down, 7 x 7 for ResNet50 at 224 x 224. */
  columns: number;
  rows: number;
  /** Row-major, `rows * columns` bytes. All zero when nothing speaks for the class. */
  values: Uint8Array;
  /** Part of the model's input that the image fills, as fractions of its side: left, top, width, height. */
  content: { left: number; top: number; width: number; height: number };
  /** The label the map explains. */
  label: string;
}

/** What is needed to recompute a result and compare. Hashes are lower-case hexadecimal SHA-256. */
export interface Receipt {
  imageSha256: string;
  inputTensorSha256: string;
  modelSha256: string;
  /** Name and version of the preprocessing, for example `eventeye-preprocess/1`. */
  preprocessing: string;
  /** Name and version of the runtime and its provider, for example `onnxruntime-node/1.30.0 cpu`. */
  runtime: string;
}

/** One pass of the model over one frame of one image. */
export interface Prediction {
  outcome: AnalysisOutcome;
  /** Calibrated, in the manifest's label order, summing to 1. */
  probabilities: { label: string; probability: number }[];
  predictedLabel: string;
  confidence: number;
  malignancyProbability: number;
  /** Why the image is or is not in scope; `reason` is a stable code such as `COLOUR_IMAGE` or `NOT_MR`. */
  scope: { inScope: boolean; reason: string | null };
  attention: AttentionMap;
  regions: Region[];
  /** 0-based frame that was analysed. */
  frame: number;
  width: number;
  height: number;
  timings: { decodeMs: number; preprocessMs: number; inferenceMs: number; totalMs: number };
  receipt: Receipt;
}

/** What the platform keeps of a loaded model. The whole manifest is validated before this exists. */
export interface ModelDescription {
  name: string;
  version: string;
  sha256: string;
  precision: 'fp32' | 'fp16' | 'int8';
  labels: string[];
  /** What one input is made of: one grey slice, or the slices before and after contrast. */
  channels: 'grey-replicated' | 'dce-triplet';
  isDemonstration: boolean;
  metrics: { name: string; value: number; low: number; high: number; split: string }[];
  /** The manifest as read, for storage. */
  manifest: unknown;
}

/** Options of one analysis. */
export interface AnalyzeOptions {
  /** 0-based; default 0. */
  frame?: number;
  /** The matching slice before contrast, for a model of the DCE triplet. */
  preContrast?: Uint8Array;
  signal?: AbortSignal;
}

/**
 * The engine as its callers see it: bytes in, prediction out, in a process of its own. Every method throws
 * `EventEyeError`: image codes when the bytes are at fault, ENGINE_* codes when the engine is.
 */
export interface Engine {
  readonly model: ModelDescription;
  /** Resolves when a real inference on the golden image gave the golden logits within tolerance. */
  ready(): Promise<void>;
  /** Decodes the pixels of every frame once; throws on anything that is not a whole, supported image. */
  inspect(bytes: Uint8Array): Promise<ImageInspection>;
  /** One frame as a PNG: 8-bit grey or colour, or 16 bits of modality values. Throws VALIDATION_FAILED for bad options. */
  render(bytes: Uint8Array, options?: RenderOptions, signal?: AbortSignal): Promise<Uint8Array>;
  /** A colour-over-transparent PNG of `width` x `height` pixels. */
  renderHeatmap(
    attention: AttentionMap,
    width: number,
    height: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  /** A colour PNG of one frame with attention over it. Throws VALIDATION_FAILED for bad options. */
  renderOverlay(
    bytes: Uint8Array,
    attention: AttentionMap,
    options?: OverlayOptions,
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  /**
   * A slice minus its base at the same place, as an 8-bit grey PNG; what lost signal is black. Throws
   * COMPANION_IMAGE_MISMATCH, VOLUME_GEOMETRY_INVALID.
   */
  subtract(bytes: Uint8Array, base: Uint8Array, options?: SubtractionOptions): Promise<Uint8Array>;
  /**
   * The maximum intensity projection of slices in the order of their positions, as an 8-bit grey PNG. Slices are asked for as
   * they are needed. Throws VOLUME_GEOMETRY_INVALID, COMPANION_IMAGE_MISMATCH, IMAGE_TOO_LARGE.
   */
  project(slices: AsyncIterable<VolumeSlice>, options: ProjectionOptions): Promise<Uint8Array>;
  analyze(bytes: Uint8Array, options?: AnalyzeOptions): Promise<Prediction>;
  /** Process id of the engine's child, for supervision and fault injection; undefined while it restarts. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

/** How to start an engine. */
export interface EngineOptions {
  /** Folder that holds `manifest.json` and the ONNX file. */
  modelDirectory: string;
  /** One of the model's precisions; by default the one its manifest serves. */
  precision?: 'fp32' | 'fp16' | 'int8';
  /** Where the network runs. Default `cpu`. */
  provider?: 'cpu' | 'cuda' | 'tensorrt';
  /** Piscina threads, one session each. Default: half the logical processors, at least 1. */
  threads?: number;
  limits?: Partial<ImageLimits>;
  /** A running task beyond this is stopped and its thread replaced. Default 60,000. */
  taskTimeoutMs?: number;
  /** Tasks waiting beyond this are refused with ENGINE_OVERLOADED. Default 256. */
  maxQueue?: number;
  /** Resident memory beyond which the process is replaced by a fresh one, without a gap. Default 2 GiB. */
  maxMemoryBytes?: number;
  /** Where the child's diagnostics go; holds no patient data. */
  log?: (event: string, fields: Record<string, unknown>) => void;
}
