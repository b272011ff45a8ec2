import { EventEyeError } from '@eventeye/core';

/** The value of JSON text in UTF-8. Throws VALIDATION_FAILED without quoting it. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    // The parser's own message quotes the text, and the text may be a patient's.
    throw new EventEyeError('VALIDATION_FAILED', 'The body is not JSON. Check that it is complete.');
  }
}
