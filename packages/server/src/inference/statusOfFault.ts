import type { ErrorCode } from '@eventeye/core';
import { statusOfCode } from '../http/statusOfCode.js';

/** The HTTP status (RFC 9110 15) that tells of a code at the inference doors: as elsewhere, and finer for images. */
export function statusOfFault(code: ErrorCode): number {
  const known = statusOf[code];
  if (known) return known;
  // The request was understood, the image in it is at fault.
  return /^(IMAGE|DICOM|COMPANION_IMAGE)_/.test(code) ? 422 : statusOfCode(code);
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  URL_NOT_ALLOWED: 403,
  IMAGE_TOO_LARGE: 413,
  IMAGE_UNSUPPORTED: 415,
  DICOM_TRANSFER_SYNTAX_UNSUPPORTED: 415,
  DICOM_PIXEL_FORMAT_UNSUPPORTED: 415,
  FRAME_OUT_OF_RANGE: 422,
  // Not 502 or 504: a caller's dead link is no outage of ours, and must not look like one to a monitor.
  URL_FETCH_FAILED: 422,
  MODEL_INVALID: 503,
  ANALYSIS_CANCELED: 503,
};
