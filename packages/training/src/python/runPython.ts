import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../python/', import.meta.url));

/** What the training loop tells while it runs. */
export interface LoopProgress {
  epoch: number;
  epochs: number;
  step?: number;
  steps?: number;
  loss?: number;
  /** Of a finished epoch. */
  figures?: { f1: number; auc: number; loss: number; seconds: number };
}

/** How to run the Python package. */
export interface RunPythonOptions {
  /** Defaults to EVENTEYE_PYTHON, else `python3`. */
  python?: string;
  onProgress?: (progress: LoopProgress) => void;
}

/**
 * Runs a command of the Python package. Interrupting this process interrupts it too; a run can be resumed.
 *
 * @returns the last line it printed that is no progress.
 * @throws Error with the sentence it gave when it failed.
 */
export function runPython(args: string[], options: RunPythonOptions = {}): Promise<string> {
  const python = options.python ?? process.env.EVENTEYE_PYTHON ?? 'python3';
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-m', 'eventeye_training', ...args], {
      env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let last = '';
    let errors = '';
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (line.startsWith('{"progress"'))
        options.onProgress?.((JSON.parse(line) as { progress: LoopProgress }).progress);
      else last = line;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk).slice(-8000);
    });
    child.on('error', (cause) =>
      reject(new Error(`${python} does not start. Set EVENTEYE_PYTHON to a Python with PyTorch.`, { cause })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(last);
      const reason = signal ? `ended by ${signal}` : sentenceOf(errors.trim());
      reject(new Error(`eventeye_training ${args[0]}: ${reason}`));
    });
  });
}

/** A failure the user can mend is the last line; a trace is shown whole, with what is missing said first. */
function sentenceOf(errors: string): string {
  const missing = /ModuleNotFoundError: No module named '([\w.]+)'/.exec(errors);
  if (missing)
    return `this Python has no ${missing[1]}. Install it, or set EVENTEYE_PYTHON to a Python with torch, torchvision, onnx and pillow.`;
  return errors.includes('Traceback') ? errors : (errors.split('\n').at(-1) ?? 'failed without a word');
}
