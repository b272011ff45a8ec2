import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findPostgres } from './postgres.mjs';
import { runCommand } from './runCommand.mjs';

const answers = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** What the tests use beyond npm: how it is found, and the Debian packages that bring it. */
const requirements = [
  { what: 'PostgreSQL 15 or newer', found: () => findPostgres() !== null, packages: ['postgresql'] },
  {
    what: 'Python 3 with PyTorch, torchvision, ONNX and Pillow',
    found: () => answers('/usr/bin/python3', ['-c', 'import torch, torchvision, onnx, PIL, yaml']),
    packages: ['python3-torch', 'python3-torchvision', 'python3-onnx', 'python3-pil', 'python3-yaml'],
  },
  { what: 'dcmtk', found: () => answers('dcmdump', ['--version']), packages: ['dcmtk'] },
  { what: 'dicom3tools', found: () => existsSync('/usr/bin/dciodvfy'), packages: ['dicom3tools'] },
  {
    what: 'pydicom for /usr/bin/python3',
    found: () => answers('/usr/bin/python3', ['-c', 'import pydicom']),
    packages: ['python3-pydicom'],
  },
  { what: 'Chromium', found: () => existsSync('/usr/bin/chromium'), packages: ['chromium'] },
];

/**
 * Looks for what the tests need. What is missing is installed where this machine lets us (Debian, as root);
 * elsewhere the run fails with the list of what to install.
 */
export async function provideRequirements() {
  const missing = requirements.filter((requirement) => !requirement.found());
  if (missing.length === 0) return;
  const packages = missing.flatMap((requirement) => requirement.packages);
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-qq'], { env });
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  }
  const still = missing.filter((requirement) => !requirement.found());
  if (still.length === 0) return;
  const install = still.flatMap((requirement) => requirement.packages).join(' ');
  throw new Error(
    `missing: ${still.map((requirement) => requirement.what).join('; ')}. On Debian: apt-get install ${install}`,
  );
}
