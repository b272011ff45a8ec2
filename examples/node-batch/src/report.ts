import type { FileOutcome } from './runBatch.js';

/** A failed file, whether it was refused or its analysis failed. */
export interface FileFailure {
  code: string;
  message: string;
}

/** Why a file has no result; undefined when it has one. */
export function failureOf({ analysis, error }: FileOutcome): FileFailure | undefined {
  if (error) return { code: error.code, message: error.message };
  if (analysis.result) return undefined;
  return (
    analysis.error ?? { code: 'ANALYSIS_CANCELED', message: 'The analysis was canceled. Request it again.' }
  );
}

/** A row a file, then the reasons of those that failed, a summary and what the model is worth. */
export function tableOf(outcomes: readonly FileOutcome[], elapsedMs: number): string {
  const rows = [['file', 'outcome', 'confidence', 'time'], ...outcomes.map(rowOf)];
  const widths = rows[0]!.map((_title, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  const failures = outcomes.flatMap((outcome) => {
    const failure = failureOf(outcome);
    return failure ? [`${outcome.file}: ${failure.code}: ${failure.message}`] : [];
  });
  if (failures.length > 0) lines.push('', ...failures);
  lines.push('', summaryOf(outcomes, failures.length, elapsedMs));
  const model = outcomes.find(({ analysis }) => analysis?.result)?.analysis?.result?.model;
  if (model) {
    lines.push(`Model ${model.name} ${model.version}, ${model.precision}.`);
    if (model.isDemonstration) {
      lines.push('Demonstration model, not validated on patients: not for diagnosis.');
    }
  }
  return lines.join('\n');
}

/** One outcome as a line of JSON. */
export function jsonLineOf(outcome: FileOutcome): string {
  const { file, analysis } = outcome;
  const error = failureOf(outcome);
  if (error) return JSON.stringify({ file, error: { code: error.code, message: error.message } });
  const { outcome: verdict, confidence, malignancyProbability, timings, model, receipt } = analysis!.result!;
  const { name, version, isDemonstration } = model;
  return JSON.stringify({
    file,
    analysisId: analysis!.id,
    outcome: verdict,
    confidence,
    malignancyProbability,
    totalMs: timings.totalMs,
    model: { name, version, isDemonstration },
    imageSha256: receipt.imageSha256,
  });
}

function rowOf(outcome: FileOutcome): string[] {
  const result = outcome.analysis?.result;
  if (!result) return [outcome.file, 'failed', '', ''];
  // From the request to the result, waiting in the queue included.
  const time = `${Math.round(result.timings.totalMs)} ms`;
  return [outcome.file, result.outcome, `${(100 * result.confidence).toFixed(1)} %`, time];
}

function summaryOf(outcomes: readonly FileOutcome[], failed: number, elapsedMs: number): string {
  const counts = new Map<string, number>();
  for (const { analysis } of outcomes) {
    const verdict = analysis?.result?.outcome;
    if (verdict) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  const verdicts = [...counts].map(([verdict, count]) => `, ${count} ${verdict}`).join('');
  const files = outcomes.length === 1 ? '1 file' : `${outcomes.length} files`;
  return `${files} in ${(elapsedMs / 1000).toFixed(1)} s${verdicts}, ${failed} failed.`;
}
