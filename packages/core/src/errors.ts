/**
 * Every failure a caller can meet has one of these codes. Codes are part of the public contract: they are added,
 * never renamed. `fault` says who can act on it, `retryable` whether the same call may succeed later.
 */
export const errorCatalogue = {
  // Reading an image
  IMAGE_EMPTY: { fault: 'caller', retryable: false },
  IMAGE_UNSUPPORTED: { fault: 'caller', retryable: false },
  IMAGE_CORRUPT: { fault: 'caller', retryable: false },
  IMAGE_TOO_LARGE: { fault: 'caller', retryable: false },
  IMAGE_CONFLICT: { fault: 'caller', retryable: false },
  DICOM_TRUNCATED: { fault: 'caller', retryable: false },
  DICOM_INVALID: { fault: 'caller', retryable: false },
  DICOM_NO_PIXEL_DATA: { fault: 'caller', retryable: false },
  DICOM_TRANSFER_SYNTAX_UNSUPPORTED: { fault: 'caller', retryable: false },
  DICOM_PIXEL_FORMAT_UNSUPPORTED: { fault: 'caller', retryable: false },
  DICOM_PATIENT_MISSING: { fault: 'caller', retryable: false },
  DEIDENTIFICATION_REFUSED: { fault: 'caller', retryable: false },
  COMPANION_IMAGE_MISSING: { fault: 'caller', retryable: false },
  COMPANION_IMAGE_MISMATCH: { fault: 'caller', retryable: false },
  VOLUME_GEOMETRY_INVALID: { fault: 'caller', retryable: false },
  FRAME_OUT_OF_RANGE: { fault: 'caller', retryable: false },
  ARCHIVE_CORRUPT: { fault: 'caller', retryable: false },
  ARCHIVE_TOO_LARGE: { fault: 'caller', retryable: false },
  ARCHIVE_ENCRYPTED: { fault: 'caller', retryable: false },
  ARCHIVE_NESTED: { fault: 'caller', retryable: false },
  // Asking the API
  VALIDATION_FAILED: { fault: 'caller', retryable: false },
  NOT_FOUND: { fault: 'caller', retryable: false },
  FORBIDDEN: { fault: 'caller', retryable: false },
  UNAUTHENTICATED: { fault: 'caller', retryable: false },
  INVALID_CREDENTIALS: { fault: 'caller', retryable: false },
  IDENTITY_PROVIDER_FAILED: { fault: 'operator', retryable: true },
  TOKEN_EXPIRED: { fault: 'caller', retryable: true },
  CONFLICT: { fault: 'caller', retryable: false },
  PATIENT_MRN_TAKEN: { fault: 'caller', retryable: false },
  QUOTA_EXCEEDED: { fault: 'caller', retryable: true },
  QUERY_TOO_COMPLEX: { fault: 'caller', retryable: false },
  REQUEST_TOO_LARGE: { fault: 'caller', retryable: false },
  OPERATION_NOT_LISTED: { fault: 'caller', retryable: false },
  URL_EXPIRED: { fault: 'caller', retryable: true },
  UPLOAD_INCOMPLETE: { fault: 'caller', retryable: true },
  UPLOAD_CHECKSUM_MISMATCH: { fault: 'caller', retryable: true },
  URL_NOT_ALLOWED: { fault: 'caller', retryable: false },
  URL_FETCH_FAILED: { fault: 'caller', retryable: true },
  MEDIA_TYPE_UNSUPPORTED: { fault: 'caller', retryable: false },
  METHOD_NOT_ALLOWED: { fault: 'caller', retryable: false },
  // The model and the engine
  MODEL_INVALID: { fault: 'operator', retryable: false },
  MODEL_ARCHIVE_INVALID: { fault: 'operator', retryable: false },
  MODEL_CONFLICT: { fault: 'operator', retryable: false },
  MODEL_NOT_INSTALLED: { fault: 'operator', retryable: false },
  MODEL_GOLDEN_MISMATCH: { fault: 'operator', retryable: false },
  ENGINE_OVERLOADED: { fault: 'operator', retryable: true },
  ENGINE_CRASHED: { fault: 'operator', retryable: true },
  ENGINE_TIMEOUT: { fault: 'operator', retryable: true },
  ANALYSIS_CANCELED: { fault: 'caller', retryable: true },
  // The installation
  CONFIG_INVALID: { fault: 'operator', retryable: false },
  DATA_DIRECTORY_LOCKED: { fault: 'operator', retryable: false },
  STORAGE_FAILED: { fault: 'operator', retryable: true },
  NETWORK_FAILED: { fault: 'caller', retryable: true },
  AUDIT_UNAVAILABLE: { fault: 'operator', retryable: true },
  INTERNAL: { fault: 'operator', retryable: true },
} as const satisfies Record<string, { fault: 'caller' | 'operator'; retryable: boolean }>;

/** A stable, documented failure code. */
export type ErrorCode = keyof typeof errorCatalogue;

const brand = Symbol.for('eventeye.error');

/** Options of {@link EventEyeError}. `cause` is for the log only and never reaches a client. */
export interface EventEyeErrorOptions {
  cause?: unknown;
  /** The uploaded file's own name, where the failure is about one file. */
  filename?: string;
  /** Where in the input the fault lies, outermost first. */
  path?: readonly string[];
  /** How long to wait before the same call can succeed. */
  retryAfterSeconds?: number;
}

/**
 * The one error type that crosses package borders. Its message is a sentence for a person, says what to do,
 * and holds no patient data. Narrow with {@link EventEyeError.is}: `instanceof` fails when a host application
 * bundles two copies of a package.
 */
export class EventEyeError extends Error {
  readonly code: ErrorCode;
  declare readonly filename?: string;
  declare readonly path?: readonly string[];
  declare readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, message: string, options: EventEyeErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EventEyeError';
    this.code = code;
    if (options.filename !== undefined) this.filename = options.filename;
    if (options.path !== undefined) this.path = options.path;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether the same call may succeed later without a change. */
  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }

  /** True for an EventEyeError of any copy of this package, optionally with the given code. */
  static is(value: unknown, code?: ErrorCode): value is EventEyeError {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false;
    return code === undefined || (value as unknown as EventEyeError).code === code;
  }
}

/** True when the text is one of the catalogue's codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCatalogue, text);
}
