/** A host, or every host below a domain, that images may be fetched from. */
export interface AllowedHost {
  /** As URLs spell it: lower case, Punycode, IPv6 in brackets; for a domain without the `*.`. */
  name: string;
  /** Matches the hosts below `name` and not `name` itself. */
  below: boolean;
  /** Only this port; any when absent. */
  port?: number;
}

/**
 * Reads a list such as `pacs.example.org:8042, *.images.example.org, 10.0.0.7`.
 *
 * @returns the hosts, or the first entry that is none.
 */
export function parseAllowedHosts(
  list: string,
): { hosts: AllowedHost[]; invalid?: never } | { invalid: string; hosts?: never } {
  const hosts: AllowedHost[] = [];
  const entries = list.split(',').map((entry) => entry.trim());
  for (const entry of entries.filter((text) => text !== '')) {
    const host = parseEntry(entry);
    if (!host) return { invalid: entry };
    hosts.push(host);
  }
  return { hosts };
}

/** Whether the list names a URL's host, and its port where the entry has one. */
export function isAllowedHost(url: URL, hosts: readonly AllowedHost[]): boolean {
  // `pacs.example.org.` is the same host, written as a fully qualified name.
  const name = url.hostname.replace(/\.$/, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  return hosts.some(
    (host) =>
      (host.below ? name.endsWith(`.${host.name}`) : name === host.name) &&
      (host.port === undefined || host.port === port),
  );
}

function parseEntry(entry: string): AllowedHost | undefined {
  const [, wildcard, text, port] = /^(\*\.)?([^*/?#@\\\s]+?)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (!text) return undefined;
  const below = wildcard !== undefined;
  let name: string;
  try {
    // The same parser that reads callers' URLs, so that both spell a host alike.
    const url = new URL(`http://${text}/`);
    if (url.port !== '') return undefined;
    name = url.hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
  if (name === '' || (below && /^[\d.]+$|^\[/.test(name))) return undefined;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return { name, below, ...(port !== undefined && { port: Number(port) }) };
}
