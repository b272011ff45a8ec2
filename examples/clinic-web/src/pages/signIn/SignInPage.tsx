import type { EventEyeClient, User } from '@eventeye/client';
import { Button, DemonstrationBanner, useMessages } from '@eventeye/react';
import { type FormEvent, useEffect, useState } from 'react';
import { useAction } from '../../data/useAction.js';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { Field } from '../../layout/Field.js';
import { Mark } from '../../shell/Mark.js';
import { Settings } from '../../shell/Settings.js';
import { messages } from './messages.js';

/** Properties of {@link SignInPage}. */
export interface SignInPageProps {
  client: EventEyeClient;
  /** Whether a session ended by itself. */
  ended: boolean;
  onSignedIn(user: User): void;
}

/** Where a session begins. It stands at whatever address was asked for. */
export function SignInPage({ client, ended, onSignedIn }: SignInPageProps) {
  const text = useMessages(messages);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAction(async () => onSignedIn(await client.signIn({ email, password })));
  useEffect(() => {
    document.title = `${text.title} · EventEye`;
  }, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn.run();
  };
  return (
    <main className="cw-sign-in">
      <div className="cw-sign-in-card">
        <div className="cw-brand">
          <Mark />
          EventEye
        </div>
        <h1>{text.title}</h1>
        {ended && <p className="cw-lead">{text.ended}</p>}
        <form className="cw-form cw-panel" onSubmit={submit}>
          <Field label={text.email}>
            {(ids) => (
              <input
                {...ids}
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <Field label={text.password}>
            {(ids) => (
              <input
                {...ids}
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <ErrorNote error={signIn.error} />
          <Button kind="primary" type="submit" disabled={signIn.isRunning}>
            {text.signIn}
          </Button>
        </form>
        <DemonstrationBanner />
        <Settings />
      </div>
    </main>
  );
}
