import { createRequire } from 'node:module';
import { EventEyeError } from '@eventeye/core';
import * as ort from 'onnxruntime-node';
import { loadManifest, readModelFile } from '../manifest/loadManifest.js';
import type { Manifest } from '../manifest/schema.js';
import { type Gate, loadGate } from '../scope/gate.js';
import { giveBack } from './giveBack.js';
import { preferTiles, processorHasTiles } from './preferTiles.js';

/** What one run of the model gives for one slice. */
export interface RawOutput {
  /** One number a label. */
  logits: Float32Array;
  /** `channels * rows * columns` of the last convolution. */
  features: Float32Array;
}

/** A loaded model. */
export interface ModelSession {
  readonly manifest: Manifest;
  /** `labels * channels` weights of the linear head, label after label. */
  readonly headWeights: Float32Array;
  /** The fitted part of the in-scope test; `undefined` for a model without one. */
  readonly gate: Gate | undefined;
  /** Name and version of the runtime and its provider. */
  readonly runtime: string;
  /** @param tensor `3 * height * width` values. */
  run(tensor: Float32Array): Promise<RawOutput>;
  release(): Promise<void>;
}

/** How a model is loaded. */
export interface SessionOptions {
  /** One of the manifest's alternatives instead of the default. */
  precision?: Manifest['precision'];
  /** Default `cpu`. */
  provider?: 'cpu' | 'cuda' | 'tensorrt';
}

const runtimeVersion = (
  createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }
).version;

/**
 * Loads a model folder: manifest, hash of the file, session with one thread of its own.
 *
 * @throws EventEyeError MODEL_INVALID, CONFIG_INVALID when the machine does not have the provider.
 */
export async function openSession(directory: string, options: SessionOptions = {}): Promise<ModelSession> {
  const { precision, provider = 'cpu' } = options;
  const manifest = loadManifest(directory, precision);
  const file = await readModelFile(directory, manifest);
  const tiles = manifest.precision === 'int8' && provider === 'cpu' && processorHasTiles();
  // The answers are the same to the bit; the hash of the file as it was read stays the receipt's.
  if (tiles) preferTiles(file);
  const gate = loadGate(directory, manifest);
  const { input, outputs, labels, classActivation } = manifest;
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(file, {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
  } catch (cause) {
    // The runtime knows providers whose libraries are not on this machine.
    if (provider !== 'cpu') {
      throw new EventEyeError(
        'CONFIG_INVALID',
        `The provider ${provider} does not start on this machine. Install its libraries, or set EVENTEYE_PROVIDER=cpu.`,
        { cause },
      );
    }
    throw new EventEyeError(
      'MODEL_INVALID',
      `The model file ${manifest.file.path} does not load. Pack the model again.`,
      { cause },
    );
  }
  giveBack(file);
  checkNames(session, manifest);
  const weightBytes = Buffer.from(classActivation.weights, 'base64');
  const headWeights = new Float32Array(new Uint8Array(weightBytes).buffer);
  const featureLength = outputs.featureShape[0] * outputs.featureShape[1] * outputs.featureShape[2];
  return {
    manifest,
    headWeights,
    gate,
    runtime: `onnxruntime-node/${runtimeVersion} ${provider}`,
    async run(tensor) {
      const feeds = { [input.name]: new ort.Tensor('float32', tensor, [1, 3, input.height, input.width]) };
      const result = await session.run(feeds);
      const logits = floatsOf(result[outputs.logits]!, labels.length, 'logits');
      const features = floatsOf(result[outputs.features]!, featureLength, 'features');
      // A number that is none would fall between the thresholds and look like an honest abstention.
      if (!logits.every(Number.isFinite)) throw invalid('The model answered with numbers that are none.');
      return { logits, features };
    },
    release: () => session.release(),
  };
}

/** The manifest names inputs and outputs; what the file does not have is found here and not with the first patient. */
function checkNames(session: ort.InferenceSession, { input, outputs }: Manifest): void {
  if (!session.inputNames.includes(input.name))
    throw invalid(`The model has no input "${input.name}" that its manifest names.`);
  for (const name of [outputs.logits, outputs.features])
    if (!session.outputNames.includes(name))
      throw invalid(`The model has no output "${name}" that its manifest names.`);
}

function floatsOf(tensor: ort.Tensor, length: number, name: string): Float32Array {
  if (tensor.type !== 'float32')
    throw invalid(`The model's output ${name} is ${tensor.type} and has to be float32.`);
  const data = tensor.data as Float32Array;
  if (data.length !== length)
    throw invalid(`The model's output ${name} has ${data.length} numbers, its manifest says ${length}.`);
  return data;
}

const invalid = (what: string) => new EventEyeError('MODEL_INVALID', `${what} Export it again.`);
