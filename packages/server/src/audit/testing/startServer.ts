import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServerConfig } from '../../config.js';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** What node runs our command line with: without the process of the bin before it, so that a signal goes where it is meant. */
export const commandLine = ['--conditions=eventeye-source', '--import', 'tsx', main];

/** `eventeye serve` in a process of its own. */
export interface ServerProcess {
  /** Without a trailing slash. */
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** The environment in which a process of ours works with the database, folder and model of a configuration. */
export function environmentOf({
  databaseUrl = '',
  dataDirectory,
  modelDirectory,
  secret = '',
}: Pick<ServerConfig, 'databaseUrl' | 'dataDirectory' | 'modelDirectory' | 'secret'>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    EVENTEYE_DATA_DIR: dataDirectory,
    EVENTEYE_MODEL_DIR: modelDirectory,
    EVENTEYE_SECRET: secret,
    EVENTEYE_WORKERS: '1',
    EVENTEYE_LOG_LEVEL: 'silent',
    EVENTEYE_WEBHOOK_PRIVATE: 'true',
    PORT: '0',
  };
}

/** Starts one and resolves when it listens. */
export async function startServer(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...commandLine, 'serve'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const url = await readUrl(child);
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
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
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
}
