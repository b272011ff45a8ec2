import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import type { Cohort } from '../cohort/cohort.js';
import type { Config } from '../config/config.js';
import { type Prepared, prepare } from '../dataset/prepare.js';
import { showProgress } from '../terminal/progress.js';

/** Folder of the prepared slices. */
export const preparedFolder = (config: Config): string => join(config.work, 'prepared');

/** How slices become the input of the model that a configuration makes. */
export function modelInputOf({ prepare: { channels, size, windowLow, windowHigh } }: Config): ModelInput {
  return {
    name: 'input',
    channels,
    width: size,
    height: size,
    windowing: { method: 'percentile', low: windowLow, high: windowHigh },
    resize: { kernel: 'linear', fit: 'contain', background: 0 },
    normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    preprocessing: 'eventeye-preprocess/1',
  };
}

/** Prepares, splits, balances and lists the slices of a cohort. */
export async function prepareStage(config: Config, cohort: Cohort): Promise<Prepared> {
  const progress = showProgress('prepare');
  const { split, balanced, contextPerSeries, nearDuplicateBits, unreadable, slicesPerSeries } =
    config.prepare;
  try {
    const prepared = await prepare({
      cohort,
      out: preparedFolder(config),
      input: modelInputOf(config),
      labels: config.labels.map(({ name }) => name),
      split,
      balanced,
      contextPerSeries,
      nearDuplicateBits,
      unreadable,
      ...(slicesPerSeries && { slicesPerSeries }),
      onSeries: (done, all) => progress.update(done, all, 'series'),
    });
    const of = (part: string) => prepared.slices.filter((slice) => slice.part === part).length;
    progress.finish(
      `${prepared.slices.length} slices (train ${of('train')}, validation ${of('validation')}, test ${of('test')}), ${prepared.context.length} without a lesion, ${prepared.skipped} files skipped; ledger ${prepared.ledgerSha256.slice(0, 12)}`,
    );
    return prepared;
  } finally {
    progress.stop();
  }
}
