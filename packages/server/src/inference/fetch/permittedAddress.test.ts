import { describe, expect, it } from 'vitest';
import { isPermittedAddress } from './permittedAddress.js';

describe('isPermittedAddress', () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.0', '2606:4700::1111', '2a00:1450::1'])(
    'permits %s, which anybody can reach',
    (address) => {
      expect(isPermittedAddress(address, false)).toBe(true);
    },
  );

  it.each([
    '10.0.0.7',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '172.16.0.1',
    '192.168.1.1',
    '::1',
    'fc00::1',
    'fd12:3456::1',
  ])('permits %s on a private network only where that is allowed', (address) => {
    expect(isPermittedAddress(address, false)).toBe(false);
    expect(isPermittedAddress(address, true)).toBe(true);
  });

  it.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['unspecified', '::'],
    ['link-local', '169.254.1.1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%lo'],
    ['metadata', '169.254.169.254'],
    ['metadata', '100.100.100.200'],
    ['metadata', '192.0.0.192'],
    ['metadata', 'fd00:ec2::254'],
    ['metadata', 'fd20:ce::254'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['mapped private', '::ffff:10.0.0.1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['mapped, in hexadecimal', '::ffff:7f00:1'],
    ['compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['6to4', '2002:7f00:1::1'],
    ['Teredo', '2001:0:7f00:1::1'],
    ['site-local', 'fec0::1'],
    ['discard only', '100::1'],
    ['no address', 'localhost'],
    ['nothing', ''],
  ])('never permits %s (%s)', (_name, address) => {
    expect(isPermittedAddress(address, false)).toBe(false);
    expect(isPermittedAddress(address, true)).toBe(false);
  });
});
