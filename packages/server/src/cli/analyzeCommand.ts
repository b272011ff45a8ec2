import { startEngine } from '@eventeye/inference';
import { parseConfig } from '../config.js';
import { analyzeFile, type FileAnalysis } from './analyzeFile.js';
import { findFiles } from './findFiles.js';
import { inOrder } from './inOrder.js';
import { jsonLine } from './jsonLine.js';
import { startProgress } from './progress.js';
import { printTable } from './table.js';

/**
 * `eventeye analyze`: the server's inference without the server. Results come in the order of the paths (folders are
 * walked by name); a bad file is reported and the others go on.
 */
export async function analyzeCommand(paths: string[], options: { json?: boolean }): Promise<void> {
  const config = parseConfig(process.env);
  const files = await findFiles(paths);
  const engine = await startEngine({
    modelDirectory: config.modelDirectory,
    ...(config.precision && { precision: config.precision }),
    provider: config.provider,
    threads: config.workers,
    limits: config.limits,
  });
  try {
    await engine.ready();
    const progress = startProgress(files.length);
    const results: FileAnalysis[] = [];
    // One more than there are threads: the next file is read while the last ones are analysed.
    const analyses = inOrder(files, config.workers + 1, (file) =>
      analyzeFile(engine, file, config.limits.maxBytes),
    );
    for await (const result of analyses) {
      results.push(result);
      progress.advance();
      if (options.json) console.log(jsonLine(result, engine.model));
    }
    progress.stop();
    if (!options.json) printTable(results, engine.model);
    if (results.some((result) => 'error' in result)) process.exitCode = 1;
  } finally {
    await engine.close();
  }
}
