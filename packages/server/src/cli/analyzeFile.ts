import { readFile, stat } from 'node:fs/promises';
import { EventEyeError } from '@eventeye/core';
import type { Engine, Prediction } from '@eventeye/inference';

/** What became of one file. */
export type FileAnalysis = { file: string; prediction: Prediction } | { file: string; error: EventEyeError };

/** Analyses one file; what is wrong with the file or the engine is returned, not thrown. */
export async function analyzeFile(
  engine: Pick<Engine, 'analyze'>,
  file: string,
  maxBytes: number,
): Promise<FileAnalysis> {
  try {
    // Before its bytes are in memory.
    const { size } = await stat(file);
    if (size > maxBytes) {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        'The file is too large. Raise EVENTEYE_MAX_FILE_MB to read it.',
      );
    }
    return { file, prediction: await engine.analyze(await readFile(file)) };
  } catch (error) {
    if (EventEyeError.is(error)) return { file, error };
    if ((error as NodeJS.ErrnoException).code) {
      const cause = error as NodeJS.ErrnoException;
      return {
        file,
        error: new EventEyeError('STORAGE_FAILED', `The file can not be read: ${cause.code}.`, { cause }),
      };
    }
    throw error;
  }
}
