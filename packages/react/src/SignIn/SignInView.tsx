import { type FormEvent, useEffect, useState } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { TextField } from '../primitives/TextField.js';
import { messages } from './messages.js';

/** An identity provider, as `signInProviders` lists it. */
export interface SignInChoice {
  name: string;
  label: string;
  /** Where the browser goes. */
  startUrl: string;
}

/** Properties of {@link SignInView}. */
export interface SignInViewProps {
  state: 'idle' | 'running' | 'failed';
  /** Why the last try was refused. */
  error?: { code: string; message: string; retryAfterSeconds?: number | undefined } | undefined;
  providers?: readonly SignInChoice[];
  onSignIn(credentials: { email: string; password: string }): void;
}

/** The form in which people sign in. It never tells whether an account exists: the server does not either. */
export function SignInView({ state, error, providers = [], onSignIn }: SignInViewProps) {
  const text = useMessages(messages);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const waitSeconds = useCountdown(error?.retryAfterSeconds, error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSignIn({ email, password });
  };
  return (
    <form className="ee-sign-in" part="sign-in" data-state={state} aria-label={text.title} onSubmit={submit}>
      <TextField
        label={text.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={text.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {state === 'failed' && error && (
        <FailureNotice error={waitSeconds > 0 ? { ...error, message: text.wait(waitSeconds) } : error} />
      )}
      <Button kind="primary" type="submit" disabled={state === 'running' || waitSeconds > 0}>
        {state === 'running' ? text.signingIn : text.signIn}
      </Button>
      {providers.length > 0 && (
        <>
          <p className="ee-sign-in-or">{text.or}</p>
          {providers.map(({ name, label, startUrl }) => (
            <a key={name} className="ee-button" data-kind="secondary" href={startUrl}>
              {text.with(label)}
            </a>
          ))}
        </>
      )}
    </form>
  );
}

/** Whole seconds that are left of `seconds` since `since` changed. */
function useCountdown(seconds: number | undefined, since: unknown): number {
  const [left, setLeft] = useState(seconds ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal starts again, even with the same seconds.
  useEffect(() => {
    const end = Date.now() + (seconds ?? 0) * 1000;
    const tell = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tell();
    if (!seconds) return;
    const timer = setInterval(() => {
      tell();
      if (Date.now() >= end) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
