import { describe, expect, it } from 'vitest';
import { parsePolicy, permits } from './contentPolicy.js';

const page = new URL('https://emr.example.org/ward');
const allows = (policy: string, directive: string, address: string) =>
  permits(parsePolicy(policy), directive, new URL(address), page);

describe('a content security policy', () => {
  it('restricts nothing that it and its fallbacks leave out', () => {
    expect(allows("img-src 'none'", 'connect-src', 'https://eventeye.example.org/graphql')).toBe(true);
    expect(allows("default-src 'self'", 'connect-src', 'https://eventeye.example.org/graphql')).toBe(false);
    expect(allows("default-src *; frame-src 'none'", 'frame-src', 'https://eventeye.example.org/')).toBe(
      false,
    );
    expect(allows("child-src 'none'; default-src *", 'frame-src', 'https://eventeye.example.org/')).toBe(
      false,
    );
  });

  it.each([
    ['https://eventeye.example.org', true],
    ['eventeye.example.org', true],
    ['*.example.org', true],
    ['*.eventeye.example.org', false],
    ['https:', true],
    ['http://eventeye.example.org', true],
    ['https://eventeye.example.org:8443', false],
    ['https://eventeye.example.org:*', true],
    ['https://eventeye.example.org/embed/', true],
    ['https://eventeye.example.org/embed', false],
    ["'self'", false],
    ["'none'", false],
    ["'nonce-abc'", false],
    ['*', true],
    ['https://eventeye.example.org.evil.org', false],
  ])('with script-src %s', (source, expected) => {
    expect(
      allows(`script-src ${source}`, 'script-src-elem', 'https://eventeye.example.org/embed/loader.js'),
    ).toBe(expected);
  });

  it('lets scripts of trusted scripts through with strict-dynamic', () => {
    const policy = "script-src 'nonce-abc' 'strict-dynamic'";
    expect(allows(policy, 'script-src-elem', 'https://eventeye.example.org/embed/loader.js')).toBe(true);
  });

  it('knows that https stands for wss, and that * is no blob', () => {
    expect(allows('connect-src https://e.example.org', 'connect-src', 'wss://e.example.org/graphql')).toBe(
      true,
    );
    expect(allows('connect-src *', 'connect-src', 'wss://e.example.org/graphql')).toBe(true);
    expect(allows('img-src *', 'img-src', 'blob:https://emr.example.org/x')).toBe(false);
    expect(allows('img-src * blob:', 'img-src', 'blob:https://emr.example.org/x')).toBe(true);
  });

  it('takes the first of two directives of one name', () => {
    expect(allows("img-src 'none'; img-src *", 'img-src', 'https://e.example.org/a.png')).toBe(false);
  });
});
