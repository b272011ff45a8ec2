/** A Content-Security-Policy: its directives with their source expressions (CSP 3, 2.2.1). */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

/** Reads one serialized policy; a directive that stands twice counts the first time, as in a browser (CSP 3, 2.2.1). */
export function parsePolicy(text: string): ContentPolicy {
  const directives = new Map<string, string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'script-src-elem': ['script-src', 'default-src'],
  'connect-src': ['default-src'],
  'img-src': ['default-src'],
  'frame-src': ['child-src', 'default-src'],
};

/**
 * The directive that decides for another, and its sources; null when nothing restricts it (CSP 3, 6.8.4).
 */
export function decidingDirective(
  policy: ContentPolicy,
  directive: string,
): { name: string; sources: readonly string[] } | null {
  for (const name of [directive, ...(fallbacks[directive] ?? [])]) {
    const sources = policy.get(name);
    if (sources) return { name, sources };
  }
  return null;
}

/**
 * Whether a policy lets a page load an address by a directive. Nonces and hashes of script elements are the page's own
 * affair: an address that only they would let through counts as refused, unless `strict-dynamic` is there.
 *
 * @param page address of the page, for 'self' and for schemes left out.
 */
export function permits(policy: ContentPolicy, directive: string, address: URL, page: URL): boolean {
  const deciding = decidingDirective(policy, directive);
  if (!deciding) return true;
  if (directive === 'script-src-elem' && deciding.sources.some((source) => source === "'strict-dynamic'"))
    return true;
  return deciding.sources.some((source) => matches(source.toLowerCase(), address, page));
}

/** CSP 3, 6.7.2.8: does the address match the source expression. */
function matches(source: string, address: URL, page: URL): boolean {
  if (source === "'none'") return false;
  if (source === "'self'") {
    return (
      address.hostname === page.hostname &&
      portOf(address) === portOf(page) &&
      fitsScheme(page.protocol, address.protocol)
    );
  }
  if (source === '*') return /^(https?|wss?):$/.test(address.protocol) || address.protocol === page.protocol;
  if (/^[a-z][a-z0-9+.-]*:$/.test(source)) return fitsScheme(source, address.protocol);
  const host =
    /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<name>\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::(?<port>\d+|\*))?(?<path>\/[^?#]*)?$/.exec(
      source,
    )?.groups as { name: string; scheme?: string; port?: string; path?: string } | undefined;
  if (!host) return false;
  if (!fitsScheme(host.scheme ? `${host.scheme}:` : page.protocol, address.protocol)) return false;
  const { name } = host;
  const fitsHost =
    name === '*' ||
    (name.startsWith('*.') ? address.hostname.endsWith(name.slice(1)) : address.hostname === name);
  return fitsHost && fitsPort(host.port, address) && fitsPath(host.path, address);
}

/** A policy for http also lets https through, and ws and wss where http(s) is named (CSP 3, 6.7.2.9). */
function fitsScheme(allowed: string, actual: string): boolean {
  const upgrades: Readonly<Record<string, readonly string[]>> = {
    'http:': ['https:', 'ws:', 'wss:'],
    'https:': ['wss:'],
    'ws:': ['wss:', 'http:', 'https:'],
    'wss:': ['https:'],
  };
  return allowed === actual || (upgrades[allowed]?.includes(actual) ?? false);
}

function fitsPort(port: string | undefined, address: URL): boolean {
  if (port === '*') return true;
  if (port === undefined) return address.port === '';
  return port === portOf(address) || (port === '80' && portOf(address) === '443');
}

function portOf({ port, protocol }: URL): string {
  return port || (/^(https|wss):$/.test(protocol) ? '443' : '80');
}

/** A path that ends with a slash stands for what is beneath it (CSP 3, 6.7.2.12). */
function fitsPath(path: string | undefined, address: URL): boolean {
  if (!path || path === '/') return true;
  const actual = address.pathname.toLowerCase();
  return path.endsWith('/') ? actual.startsWith(path) : actual === path;
}
