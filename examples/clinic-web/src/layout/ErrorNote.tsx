import type { EventEyeError } from '@eventeye/client';
import { TriangleAlert } from 'lucide-react';

/** Why something did not work, in the server's words: they say what to do. */
export function ErrorNote({ error }: { error: EventEyeError | undefined }) {
  if (!error) return null;
  return (
    <p className="cw-error" role="alert" data-code={error.code}>
      <TriangleAlert aria-hidden="true" />
      <span>{error.message}</span>
    </p>
  );
}
