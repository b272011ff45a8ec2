import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { sha256 } from '@eventeye/inference/pipeline';
import { makeTinyModel } from '../../../../inference/src/testing/tinyModel.js';

/**
 * Installs a tiny model of its own bytes as `tiny@<version>`: a doc string more (field 6 of ModelProto) changes the hash and
 * nothing else; `change` edits its manifest, such as its thresholds.
 */
export async function installTinyModel(
  dataDirectory: string,
  version: string,
  change: (manifest: Manifest) => void = () => {},
): Promise<string> {
  const made = await makeTinyModel();
  const onnx = Buffer.concat([
    readFileSync(join(made, 'model.onnx')),
    Buffer.from([0x32, version.length]),
    Buffer.from(version),
  ]);
  writeFileSync(join(made, 'model.onnx'), onnx);
  const manifest = JSON.parse(readFileSync(join(made, 'manifest.json'), 'utf8')) as Manifest;
  manifest.version = version;
  manifest.file = { ...manifest.file, sha256: sha256(new Uint8Array(onnx)), byteLength: onnx.length };
  change(manifest);
  writeFileSync(join(made, 'manifest.json'), JSON.stringify(manifest));
  mkdirSync(join(dataDirectory, 'models/tiny'), { recursive: true });
  cpSync(made, join(dataDirectory, 'models/tiny', version), { recursive: true });
  rmSync(made, { recursive: true });
  return manifest.file.sha256;
}
