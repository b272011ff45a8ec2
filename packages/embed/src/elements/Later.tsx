import { type ComponentType, useEffect, useState } from 'react';
import { EmbedFault } from '../reasons/reasons.js';

/** Properties of {@link Later}. */
export interface LaterProps<P extends object> {
  /** Brings the component; called again after a fault. */
  load(): Promise<ComponentType<P>>;
  props: P;
}

/**
 * A component whose script comes when it is first shown. In place of React's `lazy`, which keeps a failed load for ever:
 * here "Try again" loads again. Throws EmbedFault EMBED_SCRIPT_BLOCKED while drawing.
 */
export function Later<P extends object>({ load, props }: LaterProps<P>) {
  const [state, setState] = useState<{ Part?: ComponentType<P>; fault?: EmbedFault }>({});
  useEffect(() => {
    let current = true;
    load().then(
      (Part) => current && setState({ Part }),
      (cause) => current && setState({ fault: scriptBlocked(cause) }),
    );
    return () => {
      current = false;
    };
  }, [load]);
  if (state.fault) throw state.fault;
  return state.Part ? <state.Part {...props} /> : <div className="ee-opening" aria-busy="true" />;
}

function scriptBlocked(cause: unknown): EmbedFault {
  return new EmbedFault(
    'EMBED_SCRIPT_BLOCKED',
    'A script of EventEye did not load. Try again; if it stays, let the page’s script-src name the server of EventEye.',
    { cause },
  );
}
