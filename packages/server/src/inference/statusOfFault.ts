import { type ErrorCode, errorCatalogue } from '@eventeye/core';

/** The HTTP status (RFC 9110 15) that tells of a code at the inference doors. */
export function statusOfFault(code: ErrorCode): number {
  const known = statusOf[code];
  if (known) return known;
  // The request was understood, the image in it is at fault.
  if (/^(IMAGE|DICOM|COMPANION_IMAGE)_/.test(code)) return 422;
  return errorCatalogue[code].fault === 'caller' ? 400 : 500;
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN: 403,
  URL_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  IMAGE_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  IMAGE_UNSUPPORTED: 415,
  DICOM_TRANSFER_SYNTAX_UNSUPPORTED: 415,
  DICOM_PIXEL_FORMAT_UNSUPPORTED: 415,
  FRAME_OUT_OF_RANGE: 422,
  // Not 502 or 504: a caller's dead link is no outage of ours, and must not look like one to a monitor.
  URL_FETCH_FAILED: 422,
  QUOTA_EXCEEDED: 429,
  ENGINE_OVERLOADED: 503,
  ENGINE_CRASHED: 503,
  ENGINE_TIMEOUT: 503,
  MODEL_INVALID: 503,
  ANALYSIS_CANCELED: 503,
};
