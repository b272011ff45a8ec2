import { expect, it } from 'vitest';
import { preferredLanguage } from './language.js';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ko', 'ko'],
  ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
  ['en-US,en;q=0.9,ko;q=0.8', 'en'],
  ['de, ko;q=0.5, en;q=0.4', 'ko'],
  ['fr-FR, *;q=0.1', 'en'],
  ['ko;q=0, en;q=0.1', 'en'],
  ['ko;q=nonsense', 'en'],
])('answers %j in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
