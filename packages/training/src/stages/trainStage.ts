import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Phase } from '../config/config.js';
import { runPython } from '../python/runPython.js';
import { showProgress } from '../terminal/progress.js';
import { preparedFolder } from './prepareStage.js';

/** Name of the best checkpoint by F1 on the validation part. */
export const bestCheckpoint = 'best_breast_mri_model.pth';

/** Checkpoint of the last phase. */
export const finalCheckpoint = (config: Config): string =>
  join(phaseFolder(config, config.train.at(-1)!.name), bestCheckpoint);

/** Folder of one phase. */
export const phaseFolder = (config: Config, name: string): string => join(config.work, `train-${name}`);

/** Runs the phases one after the other; a phase that was interrupted goes on at its last whole epoch. */
export async function trainStage(config: Config): Promise<void> {
  for (const [i, phase] of config.train.entries()) {
    const before = config.train[i - 1];
    const { name, ...settings } = phase;
    const weights =
      settings.weights === 'previous'
        ? join(phaseFolder(config, before!.name), bestCheckpoint)
        : settings.weights;
    await runPhase(config, name, { ...settings, weights }, phaseFolder(config, name));
  }
}

/** Trains one phase into `out`, resuming what lies there. */
export async function runPhase(
  config: Config,
  title: string,
  phase: Omit<Phase, 'name'>,
  out: string,
  more: string[] = [],
): Promise<void> {
  const progress = showProgress(title);
  const { crop, ...settings } = phase;
  const malignant = config.labels.filter((label) => label.malignant);
  const options: Record<string, string | number> = {
    index: join(preparedFolder(config), 'index.csv'),
    out,
    labels: config.labels.map(({ name }) => name).join(','),
    malignant: malignant.map(({ name }) => name).join(','),
    ...settings,
  };
  let best = '';
  try {
    await runPython(
      [
        'train',
        ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
        ...(crop ? ['--crop'] : []),
        ...(existsSync(join(out, 'last.pth')) ? ['--resume'] : []),
        ...more,
      ],
      {
        onProgress: ({ epoch, epochs, step, steps, loss, figures }) => {
          if (figures) best = `F1 ${figures.f1.toFixed(3)}, AUC ${figures.auc.toFixed(3)}`;
          const done = figures ? epoch : epoch - 1 + (step ?? 0) / (steps ?? 1);
          progress.update(
            Math.round(done * 1000),
            epochs * 1000,
            `epoch ${epoch} loss ${loss ?? figures?.loss} ${best}`,
          );
        },
      },
    ).then((line) => {
      const figures = JSON.parse(line) as { epoch: number; f1: number; auc: number };
      progress.finish(
        `best epoch ${figures.epoch} of validation: F1 ${figures.f1.toFixed(3)}, AUC ${figures.auc.toFixed(3)} (of slices, uncalibrated)`,
      );
    });
  } finally {
    progress.stop();
  }
}
