import { EventEyeError } from '@eventeye/core';
import { tooLarge } from './readStream.js';

/**
 * The bytes of Base64 text (RFC 4648, either alphabet, padding and line breaks optional) or of a `data:` URI in it.
 *
 * @param name of the field, for messages.
 * @throws EventEyeError VALIDATION_FAILED, IMAGE_TOO_LARGE before memory is taken.
 */
export function decodeBase64(text: string, maxBytes: number, name: string): Uint8Array {
  const encoded = contentOf(text, name);
  // Node skips what is not Base64 without a word, and then gives fewer bytes than the text stands for.
  return (
    decodeExact(encoded, maxBytes) ?? decodeExact(encoded.replace(/\s+/g, ''), maxBytes) ?? invalid(name)
  );
}

function contentOf(text: string, name: string): string {
  if (!/^data:/i.test(text)) return text;
  const comma = text.indexOf(',');
  // The head of a data URI is a media type; one longer than this is none.
  if (comma < 0 || comma > 256 || !/;base64$/i.test(text.slice(0, comma))) return invalid(name);
  return text.slice(comma + 1);
}

function decodeExact(text: string, maxBytes: number): Uint8Array | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  if (digits % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return undefined;
  const length = Math.floor((digits * 3) / 4);
  if (length > maxBytes) throw tooLarge(maxBytes);
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length ? bytes : undefined;
}

function invalid(name: string): never {
  throw new EventEyeError(
    'VALIDATION_FAILED',
    `${name} is not Base64. Send the image's bytes in Base64, with or without "data:…;base64," before it.`,
    { path: [name] },
  );
}
