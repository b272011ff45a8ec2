import type { EventEyeClient } from '@eventeye/react';
import { EventEyeProvider } from '@eventeye/react';
import { Component, type ReactNode, useCallback, useEffect, useState } from 'react';
import { ReasonPanel } from './ReasonPanel.js';
import { type Reason, reasonOf } from './reasons.js';

/** Properties of {@link Gate}. */
export interface GateProps {
  /** Makes or finds the client; throws what can not be mended by waiting. */
  open(): Promise<EventEyeClient>;
  onReason(reason: Reason): void;
  onReady(): void;
  children(client: EventEyeClient): ReactNode;
}

type State =
  | { state: 'opening' }
  | { state: 'open'; client: EventEyeClient }
  | { state: 'shut'; reason: Reason };

/** Lets through once a token is there; until then, and after a fault, it says why. */
export function Gate({ open, onReason, onReady, children }: GateProps) {
  const [state, setState] = useState<State>({ state: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const shut = useCallback(
    (error: unknown) => {
      const reason = reasonOf(error);
      setState({ state: 'shut', reason });
      onReason(reason);
    },
    [onReason],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another attempt opens again; what changes comes by key.
  useEffect(() => {
    let current = true;
    setState({ state: 'opening' });
    open().then(
      (client) => {
        if (!current) return;
        setState({ state: 'open', client });
        onReady();
      },
      (error) => {
        if (current) shut(error);
      },
    );
    return () => {
      current = false;
    };
  }, [attempt]);

  if (state.state === 'opening') return <div className="ee-opening" aria-busy="true" />;
  if (state.state === 'shut') {
    return <ReasonPanel reason={state.reason} onRetry={() => setAttempt(attempt + 1)} />;
  }
  return (
    <Boundary onError={shut}>
      <EventEyeProvider client={state.client}>
        <Content client={state.client} content={children} />
      </EventEyeProvider>
    </Boundary>
  );
}

/** A component of its own, so that what it throws is caught. */
function Content({ client, content }: { client: EventEyeClient; content: GateProps['children'] }) {
  return content(client);
}

/** A fault while drawing shows its reason instead of an empty element. */
class Boundary extends Component<{ onError(error: unknown): void; children: ReactNode }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
