import type { ModelDescription } from '@eventeye/inference';
import type { FileAnalysis } from './analyzeFile.js';

/** One line of `--json`. Numbers as the API gives them; `error.code` is of the documented catalogue. */
export function jsonLine(result: FileAnalysis, model: ModelDescription): string {
  if ('error' in result) {
    const { code, message, retryable } = result.error;
    return JSON.stringify({ file: result.file, error: { code, message, retryable } });
  }
  const { attention: _attention, ...prediction } = result.prediction;
  const { name, version, precision, isDemonstration } = model;
  return JSON.stringify({
    file: result.file,
    ...prediction,
    model: { name, version, precision, isDemonstration },
  });
}
