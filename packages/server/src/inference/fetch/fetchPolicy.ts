import { EventEyeError } from '@eventeye/core';
import { type AllowedHost, isAllowedHost } from './allowedHosts.js';

/** Where images may be fetched from when a caller sends a URL instead of an image. */
export interface FetchPolicy {
  /** Nothing is fetched from any other host. Empty: nothing is fetched at all. */
  hosts: AllowedHost[];
  /** Whether `http:` will do; else `https:` only. */
  allowHttp: boolean;
  /** Whether an allowed host may be on a private network or on this machine. */
  allowPrivate: boolean;
}

/**
 * The URL, if the policy allows it; its addresses are checked later, when they are known.
 *
 * @throws EventEyeError VALIDATION_FAILED for what is no URL or carries a password, URL_NOT_ALLOWED.
 */
export function checkUrl(text: string, policy: FetchPolicy, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (!url) throw new EventEyeError('VALIDATION_FAILED', 'The url is not a complete URL such as https://…');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && policy.allowHttp)) {
    const schemes = policy.allowHttp ? 'https and http' : 'https';
    throw notAllowed(`Images are fetched with ${schemes} only. Send the image itself, or another address.`);
  }
  if (url.username !== '' || url.password !== '')
    throw new EventEyeError('VALIDATION_FAILED', 'A url with a name or a password in it is not accepted.');
  if (!isAllowedHost(url, policy.hosts)) {
    throw notAllowed(
      'Images are not fetched from this host. Send the image itself, or ask the administrator to name the host in EVENTEYE_FETCH_ALLOW.',
    );
  }
  return url;
}

/** An address that is not fetched. The message must not tell what a name resolved to. */
export function notAllowed(message: string): EventEyeError {
  return new EventEyeError('URL_NOT_ALLOWED', message);
}
