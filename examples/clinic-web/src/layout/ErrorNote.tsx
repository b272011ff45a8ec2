import type { EventEyeError } from '@eventeye/client';
import { FailureNotice } from '@eventeye/react';

/** Why something did not work; nothing where it did. */
export function ErrorNote({ error }: { error: EventEyeError | undefined }) {
  return error ? <FailureNotice error={error} /> : null;
}
