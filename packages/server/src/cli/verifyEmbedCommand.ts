import { text } from 'node:stream/consumers';
import { EventEyeError } from '@eventeye/core';
import { fetchHostPage } from '../embedVerification/hostPage.js';
import { type TokenSample, verifyEmbed } from '../embedVerification/verifyEmbed.js';

/** Options of `eventeye verify-embed`. */
export interface VerifyEmbedOptions {
  server?: string;
  tokenStdin?: boolean;
  json?: boolean;
}

const marks = { ok: 'ok     ', warning: 'warning', fault: 'FAULT  ' } as const;

/** `eventeye verify-embed <url>`: prints a line for each thing looked at; exits with 1 when one is a fault. */
export async function verifyEmbedCommand(
  url: string,
  version: string,
  options: VerifyEmbedOptions,
): Promise<void> {
  const page = await fetchHostPage(addressOf(url));
  const server = options.server ? addressOf(options.server) : page.script;
  if (!server) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'The page names no /embed/loader.js, so the server is not known. Give it with --server.',
    );
  }
  const sample = options.tokenStdin ? sampleOf(await text(process.stdin)) : undefined;
  const checks = await verifyEmbed(page, new URL(server.origin), version, sample);
  for (const check of checks) {
    console.log(
      options.json
        ? JSON.stringify(check)
        : `${marks[check.state]}  ${check.code.padEnd(16)}  ${check.message}`,
    );
  }
  if (checks.some(({ state }) => state === 'fault')) process.exitCode = 1;
}

function addressOf(url: string): URL {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url);
  throw new EventEyeError('VALIDATION_FAILED', 'Give a whole address, such as https://emr.example.org/ward.');
}

/** What `createEmbedToken` answered, as JSON; never an argument, which other users of the machine can read. */
function sampleOf(json: string): TokenSample {
  try {
    const { token, nonce } = JSON.parse(json) as Partial<TokenSample>;
    if (typeof token === 'string' && typeof nonce === 'string') return { token, nonce };
  } catch {
    // Said below.
  }
  throw new EventEyeError(
    'VALIDATION_FAILED',
    'Standard input must be JSON with token and nonce, as createEmbedToken answers them.',
  );
}
