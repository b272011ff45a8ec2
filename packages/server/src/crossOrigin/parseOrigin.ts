import { EventEyeError } from '@eventeye/core';

const mostOrigins = 50;
const local = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Origins as browsers write them (RFC 6454): `https://emr.example.org`, with a port where it is not the usual one. `http` will
 * do for this machine only, for development; a page that was changed on the way could read what the API answers.
 *
 * @throws EventEyeError VALIDATION_FAILED, with the place of the first that is none.
 */
export function parseOrigins(texts: readonly string[]): string[] {
  if (texts.length > mostOrigins) {
    throw new EventEyeError('VALIDATION_FAILED', `Name at most ${mostOrigins} origins.`, {
      path: ['input', 'origins'],
    });
  }
  return [...new Set(texts.map(parseOrigin))];
}

function parseOrigin(text: string, index: number): string {
  const path = ['input', 'origins', String(index)];
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const isOrigin = url !== null && trimmed.replace(/\/$/, '').toLowerCase() === bare(url, trimmed);
  if (!isOrigin || trimmed.includes('*')) {
    const sentence = 'Give each origin as scheme, host and port alone, for example https://emr.example.org.';
    throw new EventEyeError('VALIDATION_FAILED', sentence, { path });
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local.test(url.hostname))) return url.origin;
  throw new EventEyeError('VALIDATION_FAILED', 'Origins begin with https://, or http://localhost.', { path });
}

/** The origin, with the usual port where the text has it too. */
function bare(url: URL, text: string): string {
  const usual = url.protocol === 'https:' ? ':443' : ':80';
  return text.replace(/\/$/, '').endsWith(usual) && url.port === '' ? `${url.origin}${usual}` : url.origin;
}
