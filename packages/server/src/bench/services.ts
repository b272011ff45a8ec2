import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newInferenceToken } from '../inferenceServer/inferenceTokens.js';
import { childOf } from './memory.js';

/** A service under test. */
export interface Service {
  name: string;
  url: string;
  headers: Record<string, string>;
  pid: number;
  stop(): Promise<void>;
}

/** EventEye, which also has a GraphQL API. */
export interface EventEyeService extends Service {
  request<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  /** Sends files as the variable `input.files`. */
  upload<T>(query: string, files: readonly { filename: string; bytes: Uint8Array }[]): Promise<T>;
  enginePid(): number;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));
// What is installed runs what was built; the sources of a clone bring a compiler along.
const bin = join(root, 'packages/server/dist/cli/main.js');

/** EventEye as it is served: two engine threads, the REST door, a signed-in user. `variables` change its settings. */
export async function startEventEye(
  precision: 'fp16' | 'int8',
  variables: Record<string, string> = {},
): Promise<EventEyeService> {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    EVENTEYE_DATA_DIR: mkdtempSync(join(tmpdir(), 'eventeye-bench-')),
    EVENTEYE_WORKERS: '2',
    EVENTEYE_PRECISION: precision,
    EVENTEYE_LOG_LEVEL: 'error',
    // One client asks for all it can get.
    EVENTEYE_RATE_OPERATIONS: '0',
    EVENTEYE_RATE_COST: '0',
    EVENTEYE_RATE_REQUESTS: '0',
    ...variables,
  };
  const password = 'correct horse battery staple';
  const user = ['create-user', '--email', 'bench@example.org', '--name', 'Bench', '--organization', 'Bench'];
  execFileSync(process.execPath, [bin, ...user], { env, input: `${password}\n` });
  const child = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const base = `http://127.0.0.1:${port}`;
  await answers(`${base}/readyz`, child);
  const headers: Record<string, string> = {};
  const graphql = async <T>(body: string | FormData, more: Record<string, string>): Promise<T> => {
    const response = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  };
  const request = <T>(query: string, variables: Record<string, unknown>) =>
    graphql<T>(JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
  const { signIn } = await request<{ signIn: { accessToken: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken } } }',
    { input: { email: 'bench@example.org', password } },
  );
  headers.authorization = `Bearer ${signIn.accessToken}`;
  return {
    name: `EventEye ${precision === 'fp16' ? 'fp32' : precision}`,
    url: `${base}/inference`,
    headers: { ...headers, 'content-type': 'image/png' },
    pid: child.pid!,
    stop: () => stop(child),
    request,
    upload(query, files) {
      const form = new FormData();
      form.set(
        'operations',
        JSON.stringify({ query, variables: { input: { files: files.map(() => null) } } }),
      );
      form.set(
        'map',
        JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.input.files.${i}`]]))),
      );
      files.forEach(({ filename, bytes }, i) => {
        form.set(String(i), new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
      });
      return graphql(form, { 'apollo-require-preflight': 'true' });
    },
    enginePid: () => childOf(child.pid!, 'engineProcess'),
  };
}

/** The engine behind its doors without a database: two threads, one program with a token. */
export async function startInferenceServer(precision: 'fp16' | 'int8'): Promise<Service> {
  const port = await freePort();
  const { token, entry } = newInferenceToken('bench');
  const env = {
    ...process.env,
    PORT: String(port),
    EVENTEYE_WORKERS: '2',
    EVENTEYE_PRECISION: precision,
    EVENTEYE_LOG_LEVEL: 'error',
    EVENTEYE_INFERENCE_TOKENS: entry,
  };
  const child = spawn(process.execPath, [bin, 'inference', 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  await answers(`${base}/readyz`, child);
  return {
    name: `EventEye inference server ${precision === 'fp16' ? 'fp32' : precision}`,
    url: `${base}/inference`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
    pid: child.pid!,
    stop: () => stop(child),
  };
}

/** mosec in one of its modes; `undefined` with the reason printed where Python lacks what it needs. */
export async function startMosec(
  mode: 'eager' | 'frozen' | 'bfloat16' | 'int8',
): Promise<Service | undefined> {
  const system = process.env.EVENTEYE_PYTHON ?? 'python3';
  const environment = join(root, '.cache/mosec');
  const python = join(environment, 'bin/python');
  if (!existsSync(python)) {
    // PyTorch comes from the system, mosec from PyPI.
    spawnSync(system, ['-m', 'venv', '--without-pip', '--system-site-packages', environment], {
      stdio: 'inherit',
    });
    spawnSync(system, ['-m', 'pip', '--python', python, 'install', '--quiet', 'mosec'], { stdio: 'inherit' });
  }
  const env = { ...process.env, PEER_MODE: mode };
  if (spawnSync(python, ['-c', 'import mosec, torch, torchvision, PIL'], { env }).status !== 0) {
    console.error(
      `mosec is left out: ${system} lacks mosec, torch, torchvision or PIL. Set EVENTEYE_PYTHON.`,
    );
    return undefined;
  }
  const port = await freePort();
  const script = join(root, 'bench/peers/mosec/service.py');
  const child = spawn(python, [script, '--port', String(port), '--timeout', '30000'], {
    env,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await answers(`http://127.0.0.1:${port}/metrics`, child);
  // The front answers before its workers have loaded.
  await delay(5_000);
  return {
    name: `mosec, torch ${mode}`,
    url: `http://127.0.0.1:${port}/inference`,
    headers: { 'content-type': 'application/octet-stream' },
    pid: child.pid!,
    stop: () => stop(child),
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`The service of ${url} ended with ${child.exitCode}.`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await delay(200);
  }
  throw new Error(`${url} does not answer.`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await Promise.race([once(child, 'exit'), delay(5_000)]);
  child.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
