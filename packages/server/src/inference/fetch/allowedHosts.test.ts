import { describe, expect, it } from 'vitest';
import { isAllowedHost, parseAllowedHosts } from './allowedHosts.js';

const allows = (list: string, url: string) => isAllowedHost(new URL(url), parseAllowedHosts(list).hosts!);

describe('the list of allowed hosts', () => {
  it('is empty by default and then allows nothing', () => {
    expect(parseAllowedHosts('')).toEqual({ hosts: [] });
    expect(parseAllowedHosts(' , ')).toEqual({ hosts: [] });
    expect(allows('', 'https://example.org/')).toBe(false);
  });

  it.each([
    ['pacs.example.org', 'https://pacs.example.org/a.dcm'],
    ['PACS.Example.org', 'https://pacs.example.ORG/a.dcm'],
    ['pacs.example.org', 'https://pacs.example.org./a.dcm'],
    ['pacs.example.org', 'https://pacs.example.org:8042/a.dcm'],
    ['pacs.example.org:8042', 'https://pacs.example.org:8042/a.dcm'],
    ['pacs.example.org:443', 'https://pacs.example.org/a.dcm'],
    ['a.example, *.example.org', 'https://x.y.example.org/'],
    ['10.0.0.7', 'http://10.0.0.7/'],
    ['10.0.0.7', 'http://0x0a.7/'],
    ['[fd00::7]:8042', 'http://[fd00:0::7]:8042/'],
    ['münchen.example', 'https://xn--mnchen-3ya.example/'],
  ])('%j allows %s', (list, url) => {
    expect(allows(list, url)).toBe(true);
  });

  it.each([
    ['pacs.example.org', 'https://example.org/'],
    ['pacs.example.org', 'https://evil-pacs.example.org/'],
    ['pacs.example.org', 'https://pacs.example.org.evil.example/'],
    ['*.example.org', 'https://example.org/'],
    ['*.example.org', 'https://evilexample.org/'],
    ['pacs.example.org:8042', 'https://pacs.example.org/'],
    ['pacs.example.org:80', 'https://pacs.example.org/'],
    ['pacs.example.org', 'https://evil.example/#pacs.example.org'],
    ['pacs.example.org', 'https://pacs.example.org@evil.example/'],
  ])('%j does not allow %s', (list, url) => {
    expect(allows(list, url)).toBe(false);
  });

  it.each([
    '*',
    '*.',
    '*.10.0.0.1',
    'https://example.org',
    'example.org/path',
    'a@b',
    'a b',
    'a:0',
    'a:99999',
  ])('names the entry %j as none', (entry) => {
    expect(parseAllowedHosts(`example.org, ${entry}`)).toEqual({ invalid: entry });
  });
});
