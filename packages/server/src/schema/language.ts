import type { Language } from '@eventeye/core';

/**
 * The language for a caller by their Accept-Language header (RFC 9110 12.5.4): the supported one of the highest
 * weight, English when none is asked for.
 */
export function preferredLanguage(acceptLanguage: unknown): Language {
  if (typeof acceptLanguage !== 'string') return 'en';
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of acceptLanguage.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const language = range.split('-')[0];
    const weight = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    if ((language === 'ko' || language === 'en') && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}
