import { EventEyeError } from '@eventeye/core';
import { describeModel, loadManifest, type Manifest } from '@eventeye/inference';
import { mayAdminister } from '../access/mayAdminister.js';
import type { ServerConfig } from '../config.js';
import type { ModelVersion, PrismaClient } from '../database/client.js';
import type { Caller, Log } from '../services.js';
import { notifyModel } from '../updates/notify.js';
import { type KnownModel, listModels, referenceOf, writeActive } from './install/modelStore.js';
import { registerModel } from './registerModel.js';
import type { SwitchableEngine } from './switchableEngine.js';

/** What a change of the served model needs. */
export interface ActivationServices {
  prisma: PrismaClient;
  engine: SwitchableEngine;
  config: ServerConfig;
  log: Log;
}

/**
 * Serves another installed model from now on: running analyses finish on the present one, and every process of this
 * installation follows.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, CONFLICT when the model is fixed by configuration, MODEL_INVALID,
 *   MODEL_GOLDEN_MISMATCH, MODEL_NOT_INSTALLED.
 */
export async function activateModel(
  services: ActivationServices,
  caller: Caller,
  modelVersionId: string,
): Promise<ModelVersion> {
  const { prisma, engine, config } = services;
  mayAdminister(caller, 'change the model');
  const wanted = await prisma.modelVersion.findUnique({ where: { id: modelVersionId } });
  if (!wanted) throw new EventEyeError('NOT_FOUND', 'There is no such model. Look the models up again.');
  if (wanted.isActive && engine.model.sha256 === wanted.sha256) return wanted;
  if (config.modelFixed) {
    throw new EventEyeError(
      'CONFLICT',
      'EVENTEYE_MODEL_DIR fixes the model of this installation. Unset it to change models here.',
    );
  }
  const known = findBySha(config, wanted.sha256);
  if (!known) {
    throw new EventEyeError(
      'MODEL_NOT_INSTALLED',
      'This model is no longer installed. Install it with eventeye model install.',
    );
  }
  await engine.activate(known.directory);
  writeActive(config.dataDirectory, referenceOf(known.manifest));
  const active = await registerModel(prisma, engine.model);
  await notifyModel(prisma, active.sha256);
  return active;
}

/** Follows a change that another process of this installation made. */
export async function followModel(services: ActivationServices, sha256: string): Promise<void> {
  const { engine, config, log } = services;
  if (engine.model.sha256 === sha256) return;
  const known = findBySha(config, sha256);
  if (!known) {
    log.error({ sha256 }, 'the model that was made active is not installed here; the present one serves on');
    return;
  }
  await engine.activate(known.directory).then(
    () => log.info({ sha256 }, 'serving the model that was made active'),
    (error: unknown) =>
      log.error(
        { sha256, code: EventEyeError.is(error) ? error.code : undefined },
        'the model that was made active does not get ready; the present one serves on',
      ),
  );
}

/** Makes installed models known, so that they can be chosen. */
export async function registerInstalled(
  prisma: PrismaClient,
  { dataDirectory, precision: wanted }: Pick<ServerConfig, 'dataDirectory' | 'precision'>,
): Promise<void> {
  for (const known of listModels(dataDirectory)) {
    const manifest = servedForm(known, wanted);
    const { name, version, sha256, precision, labels, isDemonstration } = describeModel(manifest);
    await prisma.modelVersion.upsert({
      where: { sha256 },
      create: { name, version, sha256, precision, labels, isDemonstration, manifest: manifest as object },
      update: {},
    });
  }
}

/** The installed model whose served precision has this hash. */
function findBySha({ dataDirectory, precision }: ServerConfig, sha256: string): KnownModel | undefined {
  return listModels(dataDirectory).find((known) => servedForm(known, precision).file.sha256 === sha256);
}

/** A model as it would be served here: in the configured precision, where it has that. */
function servedForm({ directory, manifest }: KnownModel, precision: ServerConfig['precision']): Manifest {
  const has = manifest.alternatives?.some((one) => one.precision === precision);
  return has ? loadManifest(directory, precision) : manifest;
}
