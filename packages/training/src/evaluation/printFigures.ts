import type { Evaluation } from './evaluateModel.js';

/** Prints an evaluation as aligned columns. */
export function printFigures({ metrics, band }: Evaluation): void {
  const lines = metrics.map(
    ({ level, name, value, low, high }) =>
      `${level.padEnd(8)} ${name.padEnd(12)} ${value.toFixed(4)}  [${low.toFixed(4)}, ${high.toFixed(4)}]`,
  );
  const shares = Object.entries(band).map(([name, share]) => `  ${name.padEnd(22)} ${share.toFixed(4)}`);
  process.stdout.write(`${[...lines, 'thresholds of the manifest, by slice:', ...shares].join('\n')}\n`);
}
