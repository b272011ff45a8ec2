import type { ErrorCode, EventEyeError } from '@eventeye/core';
import { builder } from './builder.js';

/** The typed failures of the contract, in GraphQL's names. */
export type ErrorTypeName =
  | 'ValidationError'
  | 'NotFoundError'
  | 'ForbiddenError'
  | 'ConflictError'
  | 'UnsupportedImageError'
  | 'QuotaExceededError';

/** Which GraphQL type tells of a code, or null when the failure is not one a caller can act on. */
export function errorTypeOf(code: ErrorCode): ErrorTypeName | null {
  if (/^(IMAGE|DICOM|ARCHIVE|COMPANION_IMAGE|DEIDENTIFICATION)_|^FRAME_OUT_OF_RANGE$/.test(code))
    return 'UnsupportedImageError';
  return typeOfCode[code] ?? null;
}

const typeOfCode: Partial<Record<ErrorCode, ErrorTypeName>> = {
  VALIDATION_FAILED: 'ValidationError',
  UPLOAD_INCOMPLETE: 'ValidationError',
  UPLOAD_CHECKSUM_MISMATCH: 'ValidationError',
  NOT_FOUND: 'NotFoundError',
  FORBIDDEN: 'ForbiddenError',
  INVALID_CREDENTIALS: 'ForbiddenError',
  TOKEN_EXPIRED: 'ForbiddenError',
  CONFLICT: 'ConflictError',
  PATIENT_MRN_TAKEN: 'ConflictError',
  MODEL_NOT_INSTALLED: 'ConflictError',
  MODEL_INVALID: 'ConflictError',
  MODEL_GOLDEN_MISMATCH: 'ConflictError',
  QUOTA_EXCEEDED: 'QuotaExceededError',
  ENGINE_OVERLOADED: 'QuotaExceededError',
};

/**
 * A failure as a value. graphql-js throws whatever a resolver returns that is an `Error`, so an EventEyeError itself can
 * not be a member of a union.
 */
export class Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: readonly string[];
  readonly filename: string;
  readonly retryAfterSeconds: number;

  constructor(error: EventEyeError) {
    this.code = error.code;
    this.message = error.message;
    this.path = error.path ?? [];
    this.filename = error.filename ?? '';
    this.retryAfterSeconds = Math.ceil(error.retryAfterSeconds ?? 1);
  }
}

/** A file that was refused, whatever its code: in a batch, a picture without a patient is one as well. */
export class RejectedFile extends Failure {}

const ErrorInterface = builder.interfaceRef<Failure>('Error').implement({
  description: 'A failure that is expected and that the caller can act on.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'A sentence that says what to do; no patient data.' }),
    code: t.exposeString('code', { description: 'Stable code of the documented catalogue.' }),
  }),
  resolveType: (error) => errorTypeOf(error.code) ?? undefined,
});

const errorType = (name: ErrorTypeName, description: string) => {
  const ref = builder.objectRef<Failure>(name);
  builder.objectType(ref, {
    description,
    interfaces: [ErrorInterface],
    isTypeOf: (value) =>
      value instanceof RejectedFile
        ? name === 'UnsupportedImageError'
        : value instanceof Failure && errorTypeOf(value.code) === name,
  });
  return ref;
};

/** The object types of the failures, for use in unions and lists. */
export const errorTypes = {
  ValidationError: errorType('ValidationError', 'Some input is not acceptable; `path` says which.'),
  NotFoundError: errorType('NotFoundError', 'There is no such thing in your organization.'),
  ForbiddenError: errorType('ForbiddenError', 'You may not do this.'),
  ConflictError: errorType('ConflictError', 'It is already there, or changed meanwhile.'),
  UnsupportedImageError: errorType('UnsupportedImageError', 'A file that could not be accepted as an image.'),
  QuotaExceededError: errorType('QuotaExceededError', 'Too much for now; try again later.'),
} satisfies Record<ErrorTypeName, unknown>;

builder.objectField(errorTypes.ValidationError, 'path', (t) =>
  t.stringList({
    description: 'Where in the input, outermost first.',
    resolve: (failure) => [...failure.path],
  }),
);
builder.objectField(errorTypes.UnsupportedImageError, 'filename', (t) =>
  t.string({ description: 'The file’s own name as sent.', resolve: (failure) => failure.filename }),
);
builder.objectField(errorTypes.QuotaExceededError, 'retryAfterSeconds', (t) =>
  t.int({ description: 'How long to wait.', resolve: (failure) => failure.retryAfterSeconds }),
);
