import { MultiBar, type SingleBar } from 'cli-progress';
import type { BatchProgress } from './runBatch.js';

/** Two bars on a terminal, upload and analysis; silent elsewhere, so that logs and pipes stay clean. */
export function showProgress(files: number): BatchProgress & { stop(): void } {
  if (!process.stderr.isTTY) return { uploaded() {}, analysed() {}, stop() {} };
  const bars = new MultiBar({
    format: '{task} {bar} {percentage} %',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let upload: SingleBar | undefined;
  let analysis: SingleBar | undefined;
  return {
    uploaded(sentBytes, totalBytes) {
      upload ??= bars.create(totalBytes, 0, { task: 'uploading' });
      upload.update(sentBytes);
    },
    analysed(finished) {
      analysis ??= bars.create(files, 0, { task: 'analysing' });
      analysis.update(finished);
    },
    stop: () => bars.stop(),
  };
}
