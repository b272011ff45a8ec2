import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Config, configSchema } from './config.js';

/**
 * Reads a configuration. Paths in it are relative to the file.
 *
 * @throws Error naming every field at fault, before anything runs.
 */
export function readConfig(file: string): Config {
  let json: unknown;
  try {
    json = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} can not be read: ${(cause as Error).message}`, { cause });
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`,
    );
    throw new Error(`Correct ${file}. ${faults.join('; ')}.`);
  }
  const config = parsed.data;
  const malignant = config.labels.filter((label) => label.malignant).length;
  if (malignant === 0 || malignant === config.labels.length)
    throw new Error(`Correct ${file}. labels: must hold malignant and other labels.`);
  if (config.train[0]!.weights === 'previous')
    throw new Error(
      `Correct ${file}. train.0.weights: the first phase has no previous one; use imagenet, none or a path.`,
    );
  const root = dirname(resolve(file));
  const at = (path: string) => resolve(root, path);
  const { source } = config;
  return {
    ...config,
    work: at(config.work),
    pack: { ...config.pack, out: at(config.pack.out) },
    source:
      'folder' in source
        ? { ...source, folder: at(source.folder) }
        : 'manifest' in source
          ? { ...source, manifest: at(source.manifest) }
          : { ...source, nbia: { ...source.nbia, labels: at(source.nbia.labels), out: at(source.nbia.out) } },
    train: config.train.map((phase) => ({ ...phase, weights: weightsAt(phase.weights, at) })),
    control: config.control && { ...config.control, weights: weightsAt(config.control.weights, at) },
  };
}

const weightsAt = (weights: string, at: (path: string) => string) =>
  ['imagenet', 'none', 'previous'].includes(weights) ? weights : at(weights);
