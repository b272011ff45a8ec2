import { EventEyeError } from '@eventeye/core';
import { type ContentPolicy, parsePolicy } from './contentPolicy.js';

/** What a page that holds elements of EventEye says about itself. */
export interface HostPage {
  /** Where it was found, after redirects. */
  address: URL;
  /** All must permit what happens: headers and `<meta>`. */
  policies: ContentPolicy[];
  /** Address of the loader or the module, where the page's HTML names it. */
  script?: URL;
  /** The value of its `integrity`, with which a new version of the server is refused. */
  integrity?: string;
  /** Whether an element asks for `mode="frame"`. */
  usesFrames: boolean;
}

const timeoutMs = 15_000;

/**
 * Fetches a page as a browser's address bar would. What its scripts add later is not seen.
 *
 * @throws EventEyeError NETWORK_FAILED when it can not be had.
 */
export async function fetchHostPage(url: URL): Promise<HostPage> {
  const response = await fetch(url, {
    headers: { accept: 'text/html' },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new EventEyeError('NETWORK_FAILED', 'The page could not be fetched. Check address and network.', {
      cause,
    });
  });
  if (!response.ok) {
    throw new EventEyeError(
      'NETWORK_FAILED',
      `The page answers with status ${response.status}. Give one that needs no sign-in, or check it in a browser.`,
    );
  }
  return readHostPage(
    new URL(response.url),
    response.headers.get('content-security-policy'),
    await response.text(),
  );
}

/** Reads a page: its header as fetch joins several (with a comma) and its HTML. */
export function readHostPage(address: URL, header: string | null, html: string): HostPage {
  const script = [...html.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => attributesOf(tag))
    .find(({ src }) => /\/embed\/(loader|eventeye)\.js(\?|$)/.test(src ?? ''));
  const metas = [...html.matchAll(/<meta\b[^>]*>/gi)]
    .map(([tag]) => attributesOf(tag))
    .filter((meta) => meta['http-equiv']?.toLowerCase() === 'content-security-policy')
    .map(({ content }) => content ?? '');
  return {
    address,
    policies: [...(header?.split(',') ?? []), ...metas].filter((text) => text.trim()).map(parsePolicy),
    ...(script?.src && { script: new URL(script.src, address) }),
    ...(script?.integrity && { integrity: script.integrity }),
    usesFrames: /<eventeye-[a-z-]+\b[^>]*\bmode\s*=\s*["']?frame/i.test(html),
  };
}

function attributesOf(tag: string): { [name: string]: string | undefined } {
  const attributes = tag.matchAll(/([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi);
  return Object.fromEntries(
    [...attributes].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      (double ?? single ?? bare ?? '')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    ]),
  );
}
