import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether the server may open a connection to an IP address on a caller's behalf: globally reachable unicast only, by
 * the IANA special-purpose address registries (RFC 6890). With `allowPrivate` also the addresses of a hospital's own
 * network and of this machine. Link-local, multicast, unspecified, mapped and metadata addresses are never permitted:
 * no archive lives there, cloud credentials do.
 */
export function isPermittedAddress(address: string, allowPrivate: boolean): boolean {
  // A zone (`fe80::1%eth0`) only goes with link-local addresses.
  if (address.includes('%')) return false;
  if (isIPv4(address)) {
    if (metadata.check(address, 'ipv4')) return false;
    if (privateV4.check(address, 'ipv4')) return allowPrivate;
    return !specialV4.check(address, 'ipv4');
  }
  if (!isIPv6(address) || metadata.check(address, 'ipv6')) return false;
  if (privateV6.check(address, 'ipv6')) return allowPrivate;
  // Everything outside 2000::/3 is mapped, translated, local, multicast or not assigned (RFC 4291 2.4).
  return globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

/** Metadata services of clouds that sit in otherwise private ranges; 169.254.169.254 is link-local anyway. */
const metadata = listOf('100.100.100.200/32', '192.0.0.192/32', 'fd00:ec2::254/128', 'fd20:ce::254/128');

const privateV4 = listOf('10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const privateV6 = listOf('::1/128', 'fc00::/7');

const specialV4 = listOf(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);
const globalV6 = listOf('2000::/3');
/** Teredo and 6to4 among them: they carry an IPv4 address that was not looked at. */
const specialV6 = listOf('2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20');

/** One family a list, but for `metadata`: Node checks a mapped IPv6 address against the IPv4 rules too. */
function listOf(...subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network, prefix] = subnet.split('/') as [string, string];
    list.addSubnet(network, Number(prefix), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}
