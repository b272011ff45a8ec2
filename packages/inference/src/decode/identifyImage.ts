import { detectImageKind, EventEyeError, type ImageKind } from '@eventeye/core';
import type { ImageLimits } from '../types.js';

/**
 * The kind of an image by its content, of a file within the limits.
 *
 * @throws EventEyeError IMAGE_EMPTY, IMAGE_TOO_LARGE, IMAGE_UNSUPPORTED.
 */
export function identifyImage(bytes: Uint8Array, { maxBytes }: ImageLimits): ImageKind {
  if (bytes.length === 0)
    throw new EventEyeError('IMAGE_EMPTY', 'The file is empty. Send a file with content.');
  if (bytes.length > maxBytes) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      `The file is larger than ${maxBytes} bytes. Send a smaller one.`,
    );
  }
  const kind = detectImageKind(bytes);
  if (kind) return kind;
  throw new EventEyeError(
    'IMAGE_UNSUPPORTED',
    'The file is no image of a known kind. Send DICOM, PNG, JPEG, TIFF, WebP or BMP.',
  );
}
