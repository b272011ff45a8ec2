import { type ErrorCode, errorCatalogue } from '@eventeye/core';

/** The HTTP status of a failure that ends a whole request. Failures of single GraphQL fields come with 200. */
export function statusOfCode(code: ErrorCode): number {
  return statuses[code] ?? (errorCatalogue[code].fault === 'caller' ? 400 : 500);
}

const statuses: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  OPERATION_NOT_LISTED: 403,
  URL_EXPIRED: 403,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PATIENT_MRN_TAKEN: 409,
  IMAGE_TOO_LARGE: 413,
  ARCHIVE_TOO_LARGE: 413,
  REQUEST_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  QUOTA_EXCEEDED: 429,
  IDENTITY_PROVIDER_FAILED: 502,
  ENGINE_OVERLOADED: 503,
  AUDIT_UNAVAILABLE: 503,
  ENGINE_CRASHED: 503,
  ENGINE_TIMEOUT: 503,
};
