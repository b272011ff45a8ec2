import { spawnSync } from 'node:child_process';

/** A Python with PyTorch, or `undefined` with the reason printed: the loop is then not tested. */
export function pythonForTests(): string | undefined {
  const candidates = [process.env.EVENTEYE_PYTHON, '/usr/bin/python3', 'python3'].filter(
    (one) => one !== undefined,
  );
  const found = candidates.find(
    (python) =>
      spawnSync(python, ['-c', 'import torch, torchvision, onnx, PIL'], { stdio: 'ignore' }).status === 0,
  );
  if (!found) console.warn('skipped: no Python with PyTorch, so the training loop does not run');
  return found;
}
