import { EventEyeError } from '@eventeye/core';

const most = 20;

/**
 * Origins as browsers write them in the header `Origin`: scheme, host and port, nothing else. No wildcards: whoever can
 * publish on one of many hosts would be let in.
 *
 * @throws EventEyeError VALIDATION_FAILED.
 */
export function checkOrigins(origins: readonly string[]): string[] {
  if (origins.length < 1 || origins.length > most) throw invalid(`Name 1 to ${most} origins.`);
  return [...new Set(origins.map(originOf))];
}

function originOf(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, hostname, pathname, search, hash, username, password, origin } = new URL(text);
    const isWeb = /^https?:$/.test(protocol) && !hostname.includes('*');
    const isBare = pathname === '/' && `${search}${hash}${username}${password}` === '';
    if (isWeb && isBare) return origin;
  }
  throw invalid('Write origins as "https://emr.example.org", with a port where it is not the usual one.');
}

function invalid(message: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path: ['input', 'allowedOrigins'] });
}
