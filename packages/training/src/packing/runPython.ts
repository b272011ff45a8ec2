import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../python/', import.meta.url));

/**
 * Runs a command of the Python package with its output shown.
 *
 * @returns the last line it printed.
 * @throws Error with what it wrote to stderr when it fails.
 */
export function runPython(
  args: string[],
  python = process.env.EVENTEYE_PYTHON ?? 'python3',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-m', 'eventeye_training', ...args], {
      env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let last = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      last = chunk.toString().trimEnd().split('\n').at(-1) ?? last;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk).slice(-4000);
    });
    child.on('error', (cause) =>
      reject(new Error(`${python} does not start. Set EVENTEYE_PYTHON to a Python with PyTorch.`, { cause })),
    );
    child.on('exit', (code) =>
      code === 0 ? resolve(last) : reject(new Error(`eventeye_training ${args[0]} failed: ${errors.trim()}`)),
    );
  });
}
