import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import type { Manifest } from '@eventeye/inference';
import { verifyModel } from '@eventeye/inference/pipeline';
import { parseConfig } from '../config.js';
import { installModel } from '../model/install/installModel.js';
import { findModel, listModels, readActive, referenceOf, writeActive } from '../model/install/modelStore.js';

const say = (line: string) => console.log(line);
const tick = (what: string) => say(`✓ ${what}`);
const settings = () => parseConfig(process.env);

/** `eventeye model install`: checks a model on this machine and puts it beside the others. */
export async function installCommand(source: string, { activate }: { activate?: boolean }): Promise<void> {
  const { dataDirectory } = settings();
  const { manifest, installed } = await installModel(resolve(source), dataDirectory, (folder) =>
    verifyModel(folder, tick),
  );
  const reference = referenceOf(manifest);
  say(installed ? `installed ${reference}` : `${reference} is installed already; nothing was changed`);
  if (manifest.isDemonstration) say('This is a demonstration model: not for diagnosis.');
  if (activate) activateCommand(reference);
  else say(`Serve it from the next start on with: eventeye model activate ${reference}`);
}

/** `eventeye model activate`: makes a model the one that is served from the next start on. */
export function activateCommand(reference: string): void {
  writeActive(settings().dataDirectory, reference);
  say(`${reference} is served from the next start on`);
  if (process.env.EVENTEYE_MODEL_DIR) say('EVENTEYE_MODEL_DIR is set and goes before it.');
}

/** `eventeye model verify`: the checks of an installation on the served model or any folder. */
export async function verifyCommand(folder: string | undefined): Promise<void> {
  await verifyModel(folder ? resolve(folder) : settings().modelDirectory, tick);
  say('This machine reproduces the model.');
}

/** `eventeye model list`: every model with what it is worth. */
export function listCommand({ json }: { json?: boolean }): void {
  const { dataDirectory, modelDirectory } = settings();
  for (const { directory, manifest, shipped } of listModels(dataDirectory)) {
    const auc = manifest.metrics.find(({ name, level }) => name === 'auc' && level === 'patient');
    const row = {
      model: referenceOf(manifest),
      active: directory === modelDirectory,
      shipped,
      precisions: [manifest.precision, ...(manifest.alternatives ?? []).map((other) => other.precision)],
      labels: manifest.labels.map(({ name }) => name),
      isDemonstration: manifest.isDemonstration,
      patientAuc: auc && { value: auc.value, low: auc.low, high: auc.high, split: auc.split },
    };
    say(json ? JSON.stringify(row) : lineOf(row, manifest));
  }
}

function lineOf(
  row: { model: string; active: boolean; shipped: boolean; precisions: string[] },
  { labels, isDemonstration, metrics }: Manifest,
): string {
  const auc = metrics.find(({ name, level }) => name === 'auc' && level === 'patient');
  const figures = auc ? `AUC ${auc.value} [${auc.low}, ${auc.high}] by patient, ${auc.split}` : 'no figures';
  const kind = [row.shipped && 'shipped', isDemonstration && 'demonstration'].filter(Boolean).join(', ');
  return `${row.active ? '*' : ' '} ${row.model}  ${row.precisions.join('+')}  ${labels.map(({ name }) => name).join('/')}  ${figures}${kind && `  (${kind})`}`;
}

/** `eventeye model remove`: takes an installed model away. */
export function removeCommand(reference: string): void {
  const { dataDirectory } = settings();
  const { directory, shipped } = findModel(dataDirectory, reference);
  if (shipped || readActive(dataDirectory) === reference) {
    const why = shipped ? 'came with the software' : 'is the active one; activate another first';
    throw new EventEyeError('MODEL_CONFLICT', `${reference} is not removed: it ${why}.`);
  }
  rmSync(directory, { recursive: true });
  say(`removed ${reference}`);
}
