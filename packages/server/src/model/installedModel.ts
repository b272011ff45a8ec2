import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeModel, loadManifest, type ModelDescription } from '@eventeye/inference';
import type { ServerConfig } from '../config.js';
import { listModels } from './install/modelStore.js';

/** A model file of this installation, in one of its precisions. */
export interface InstalledModel {
  directory: string;
  precision: ModelDescription['precision'];
  model: ModelDescription;
}

/** The installed model whose ONNX file has this hash, in whichever precision that is; `undefined` where there is none. */
export function installedModel(
  { dataDirectory, modelDirectory }: Pick<ServerConfig, 'dataDirectory' | 'modelDirectory'>,
  sha256: string,
): InstalledModel | undefined {
  const directories = new Set([modelDirectory, ...listModels(dataDirectory).map((known) => known.directory)]);
  for (const directory of directories) {
    // The one served at the start may have been removed while another is served.
    if (!existsSync(join(directory, 'manifest.json'))) continue;
    const manifest = loadManifest(directory);
    const forms = [manifest, ...(manifest.alternatives ?? [])];
    const form = forms.find(({ file }) => file.sha256 === sha256);
    if (form) {
      const { precision } = form;
      return { directory, precision, model: describeModel(loadManifest(directory, precision)) };
    }
  }
  return undefined;
}
