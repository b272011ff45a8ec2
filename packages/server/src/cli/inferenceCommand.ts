import { EventEyeError } from '@eventeye/core';
import { parseConfig } from '../config.js';
import { newInferenceToken } from '../inferenceServer/inferenceTokens.js';
import { serveInference } from '../inferenceServer/serveInference.js';
import { createLog } from './createLog.js';
import { untilStopped } from './untilStopped.js';

/** `eventeye inference serve`: the engine over HTTP without a database, until it is told to stop. */
export async function serveInferenceCommand(): Promise<void> {
  const config = parseConfig(process.env);
  const server = await serveInference(config, createLog(config.logLevel));
  console.log(`EventEye inference listens on ${server.url}`);
  await untilStopped(server.close);
}

/** `eventeye inference new-token`: prints a token once, and what to set so that it is let in. */
export function newTokenCommand(name: string): void {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name))
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'A name has 1 to 64 letters, digits, dots, hyphens or underscores.',
    );
  const { token, entry } = newInferenceToken(name);
  console.log(`token, shown only now: ${token}`);
  console.log(`add to EVENTEYE_INFERENCE_TOKENS: ${entry}`);
}
