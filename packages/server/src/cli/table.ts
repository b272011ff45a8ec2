import type { ModelDescription } from '@eventeye/inference';
import type { FileAnalysis } from './analyzeFile.js';

/** Prints results for people: a row a file, and what the model is worth beneath. */
export function printTable(results: readonly FileAnalysis[], model: ModelDescription): void {
  const rows = [['file', 'outcome', 'label', 'confidence', 'time'], ...results.map(rowOf)];
  const widths = rows[0]!.map((_title, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
  for (const result of results) if ('error' in result) console.log(`${result.file}: ${result.error.message}`);
  const failed = results.filter((result) => 'error' in result).length;
  console.log(`\n${results.length} files, ${failed} failed. Model ${model.name} ${model.version}.`);
  if (model.isDemonstration) {
    console.log('Demonstration model, trained on synthetic phantoms: not for diagnosis.');
  }
}

function rowOf(result: FileAnalysis): string[] {
  if ('error' in result) return [result.file, 'failed', result.error.code, '', ''];
  const { outcome, predictedLabel, confidence, timings } = result.prediction;
  return [result.file, outcome, predictedLabel, confidence.toFixed(3), `${Math.round(timings.totalMs)} ms`];
}
