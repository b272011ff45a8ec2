import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../../../scripts/demo.mjs', import.meta.url));

/** The product as `npm run demo` starts it, in processes of its own. */
export interface Demo {
  /** Without a trailing slash. */
  url: string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would: SIGKILL, nothing is told. */
  kill(): Promise<void>;
}

/** Starts the demonstration on a free port and its own data directory; resolves when it is ready for inference. */
export async function startDemo(dataDirectory: string, env: Record<string, string> = {}): Promise<Demo> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: '', PORT: '0', EVENTEYE_DATA_DIR: dataDirectory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const url = await readUrl(child);
  await becomeReady(url, child);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      // The lock names the server itself, below the script that started it.
      const { pid } = JSON.parse(readFileSync(join(dataDirectory, 'lock'), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
      await ended;
    },
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      const url = /listens on (http:\/\/[^/\s]+)/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => reject(new Error(`the demonstration ended with ${code}: ${output}`)));
  });
}

async function becomeReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const { status } = await fetch(`${url}/readyz`);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the demonstration ended with ${child.exitCode} before it was ready`);
}
