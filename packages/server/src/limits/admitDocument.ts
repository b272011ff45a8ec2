import { EventEyeError } from '@eventeye/core';
import type { Services } from '../services.js';
import { checkOperation } from './checkOperation.js';
import { checkVariables } from './checkVariables.js';

/** What a client sent, as received. */
export interface ReceivedOperation {
  query?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/**
 * Decides whether a request may be parsed and validated, whatever way it came: its variables, whether its document is on the
 * installation's list, and its size.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX, VALIDATION_FAILED, OPERATION_NOT_LISTED.
 */
export function admitDocument(
  { operations }: Pick<Services, 'operations'>,
  { query, variables, extensions }: ReceivedOperation,
): void {
  checkVariables(variables);
  checkVariables(extensions);
  if (typeof query !== 'string') return;
  checkOperation(query);
  if (!operations || operations.has(query)) return;
  throw new EventEyeError(
    'OPERATION_NOT_LISTED',
    'This installation takes listed operations only. Send one of its list, or ask the operator to add yours.',
  );
}
