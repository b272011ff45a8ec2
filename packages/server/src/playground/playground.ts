import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Log } from '../services.js';

const builder = new URL('./build.mjs', import.meta.url);

/** The same folder from `src/playground` and from `dist/playground`. */
export const pageDirectory = fileURLToPath(new URL('../../dist/playground/page', import.meta.url));

/** What can be said about the playground's bundle. */
export type PlaygroundState = 'ready' | 'building' | 'failed';

/** The playground's bundle: shipped with the package, built in the background on first use in a clone. */
export class Playground {
  #building: Promise<void> | null = null;
  #failed = false;
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Where the bundle stands; begins to build one that is missing or out of date. */
  async state(): Promise<PlaygroundState> {
    if (this.#building) return 'building';
    if (await isCurrent()) return 'ready';
    if (this.#failed || !existsSync(builder)) return 'failed';
    this.prepare();
    return 'building';
  }

  /** Builds the bundle if there is something to build it from; failure is logged and shown on the page. */
  async prepare(): Promise<void> {
    if (!existsSync(builder) || (await isCurrent())) return;
    this.#building ??= build().then(
      () => {
        this.#building = null;
      },
      (error: Error) => {
        this.#building = null;
        this.#failed = true;
        this.#log.warn({ reason: error.message }, 'the playground could not be built');
      },
    );
    await this.#building;
  }
}

async function isCurrent(): Promise<boolean> {
  const keyFile = `${pageDirectory}/key`;
  if (!existsSync(keyFile)) return false;
  // What was installed is current; what was built here may be older than its sources.
  if (!existsSync(builder)) return true;
  const { playgroundKey } = (await import(new URL('./playgroundKey.mjs', import.meta.url).href)) as {
    playgroundKey: () => string;
  };
  return readFileSync(keyFile, 'utf8') === playgroundKey();
}

function build(): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(builder)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => child.kill();
  process.once('exit', stop);
  let tail = '';
  child.stderr.on('data', (chunk) => {
    tail = (tail + chunk).slice(-1000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.removeListener('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(tail || `the bundler ended with ${code}`));
    });
  });
}
