import { useSession } from '@eventeye/client/react';
import { Button, DemonstrationBanner, useMessages } from '@eventeye/react';
import { type FormEvent, useEffect, useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { Field } from '../../layout/Field.js';
import { Mark } from '../../shell/Mark.js';
import { Settings } from '../../shell/Settings.js';
import { messages } from './messages.js';

/** Where a session begins. It stands at whatever address was asked for; `ended`: one was over before it was left. */
export function SignInPage({ ended }: { ended: boolean }) {
  const text = useMessages(messages);
  const session = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = `${text.title} · EventEye`;
  }, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void session.signIn({ email, password });
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
          <ErrorNote error={session.error} />
          <Button kind="primary" type="submit" disabled={session.state === 'signing-in'}>
            {text.signIn}
          </Button>
        </form>
        <DemonstrationBanner />
        <Settings />
      </div>
    </main>
  );
}
