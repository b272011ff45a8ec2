import type { EventEyeError } from '@eventeye/client';
import { useSession } from '@eventeye/client/react';
import { DemonstrationBanner, SignInView, useMessages } from '@eventeye/react';
import { useEffect } from 'react';
import { useProviders } from '../../session/useProviders.js';
import { Mark } from '../../shell/Mark.js';
import { Settings } from '../../shell/Settings.js';
import { messages } from './messages.js';

/** Properties of {@link SignInPage}. */
export interface SignInPageProps {
  /** Whether a session was over before it was left. */
  ended: boolean;
  /** Why the return from an identity provider came to nothing. */
  refusal: EventEyeError | undefined;
}

/** Where a session begins. It stands at whatever address was asked for. */
export function SignInPage({ ended, refusal }: SignInPageProps) {
  const text = useMessages(messages);
  const { state, error = refusal, signIn } = useSession();
  const providers = useProviders();
  useEffect(() => {
    document.title = `${text.title} · EventEye`;
  }, [text]);
  return (
    <main className="cw-sign-in">
      <div className="cw-sign-in-card">
        <div className="cw-brand">
          <Mark />
          EventEye
        </div>
        <h1>{text.title}</h1>
        {ended && (
          <p className="cw-lead" role="status">
            {text.ended}
          </p>
        )}
        <div className="cw-panel">
          <SignInView
            state={state === 'signing-in' ? 'running' : error ? 'failed' : 'idle'}
            error={error}
            providers={providers}
            onSignIn={(credentials) => void signIn(credentials)}
          />
        </div>
        <DemonstrationBanner />
        <Settings />
      </div>
    </main>
  );
}
