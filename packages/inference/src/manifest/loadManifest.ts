import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { sha256 } from '../pipeline/hash.js';
import type { ModelDescription } from '../types.js';
import { type Manifest, manifestSchema } from './schema.js';

/**
 * Reads and validates `manifest.json` of a model folder.
 *
 * @param precision one of the model's precisions instead of its default one; the manifest that is returned is that of this
 *   precision.
 * @throws EventEyeError MODEL_INVALID, naming every field at fault.
 */
export function loadManifest(directory: string, precision?: Manifest['precision']): Manifest {
  const file = join(directory, 'manifest.json');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new EventEyeError(
      'MODEL_INVALID',
      `No readable manifest at ${file}. Point EVENTEYE_MODEL_DIR to a folder with manifest.json and its ONNX file.`,
      { cause },
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return choosePrecision(parsed.data, precision);
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'manifest'}: ${issue.message}`,
  );
  throw new EventEyeError(
    'MODEL_INVALID',
    `The model's manifest is not valid: ${faults.join('; ')}. Pack the model again.`,
  );
}

function choosePrecision(manifest: Manifest, precision: Manifest['precision'] | undefined): Manifest {
  if (precision === undefined || precision === manifest.precision) return manifest;
  const { comparison: _, alternatives, ...rest } = manifest;
  const chosen = alternatives?.find((other) => other.precision === precision);
  if (!chosen) {
    const known = [manifest.precision, ...(alternatives ?? []).map((other) => other.precision)];
    throw new EventEyeError(
      'MODEL_INVALID',
      `The model has no ${precision} form, only ${known.join(', ')}. Choose one of these.`,
    );
  }
  return {
    ...rest,
    precision,
    file: chosen.file,
    golden: { ...manifest.golden, ...chosen.golden },
    ...(chosen.comparison && { comparison: chosen.comparison }),
  };
}

/**
 * Reads the ONNX file, and checks that it is the one the manifest was written for.
 *
 * @throws EventEyeError MODEL_INVALID when it is absent, or its length or hash differs.
 */
export async function readModelFile(directory: string, manifest: Manifest): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(directory, manifest.file.path);
  const invalid = (what: string, cause?: unknown) =>
    new EventEyeError(
      'MODEL_INVALID',
      `The model file ${manifest.file.path} ${what}. Install the model again.`,
      { cause },
    );
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    if ((await stat(path)).size !== manifest.file.byteLength)
      throw invalid('has another length than its manifest says');
    bytes = await readFile(path);
  } catch (cause) {
    throw EventEyeError.is(cause) ? cause : invalid('can not be read', cause);
  }
  if (sha256(bytes) !== manifest.file.sha256) throw invalid('has another hash than its manifest says');
  return bytes;
}

/** The part of a manifest that callers see and store. */
export function describeModel(manifest: Manifest): ModelDescription {
  return {
    name: manifest.name,
    version: manifest.version,
    sha256: manifest.file.sha256,
    precision: manifest.precision,
    labels: manifest.labels.map((label) => label.name),
    channels: manifest.input.channels,
    isDemonstration: manifest.isDemonstration,
    metrics: manifest.metrics.map(({ name, value, low, high, split, level }) => ({
      name,
      value,
      low,
      high,
      split: `${split}, by ${level}`,
    })),
    manifest,
  };
}
