import { describe, expect, it } from 'vitest';
import { parseOrigins } from './parseOrigin.js';

describe('parseOrigins', () => {
  it.each([
    ['https://emr.example.org', 'https://emr.example.org'],
    [' https://EMR.example.org/ ', 'https://emr.example.org'],
    ['https://emr.example.org:443', 'https://emr.example.org'],
    ['https://emr.example.org:8443', 'https://emr.example.org:8443'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ])('takes %j for %s', (text, origin) => {
    expect(parseOrigins([text])).toEqual([origin]);
  });

  it.each([
    '',
    '*',
    'null',
    'https://*.example.org',
    'emr.example.org',
    'https://emr.example.org/path',
    'https://emr.example.org?x',
    'https://user:password@emr.example.org',
    'http://emr.example.org',
    'ftp://emr.example.org',
    'file:///emr',
    'javascript:alert(1)',
  ])('refuses %j, and says which', (text) => {
    expect(() => parseOrigins(['https://a.example.org', text])).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', path: ['input', 'origins', '1'] }),
    );
  });

  it('keeps each once, and not more than fifty', () => {
    expect(parseOrigins(['https://a.org', 'https://a.org/'])).toEqual(['https://a.org']);
    const many = Array.from({ length: 51 }, (_, i) => `https://a${i}.org`);
    expect(() => parseOrigins(many)).toThrow(/at most 50/);
  });
});
