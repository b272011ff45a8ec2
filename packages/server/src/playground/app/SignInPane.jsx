import { useSyncExternalStore } from 'react';

const demoAccounts = ['clinician', 'admin', 'viewer'];

/** Signing in and out of the page. Accounts of the demonstration are offered where there are any. */
export function SignInPane({ session, demo }) {
  const { user, error, busy } = useSyncExternalStore(session.subscribe, session.get);
  if (user) {
    return (
      <section className="pane">
        <p data-state="signed-in">
          Signed in as <strong>{user.name}</strong> ({user.role}). Every request of this page carries the
          token; it is renewed by itself and ends with the page.
        </p>
        <button type="button" onClick={() => session.signOut()}>
          Sign out
        </button>
      </section>
    );
  }
  const submit = (event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    session.signIn(fields.get('email'), fields.get('password'));
  };
  return (
    <section className="pane">
      <form onSubmit={submit}>
        <label>
          Email
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" className="primary" disabled={busy}>
          Sign in
        </button>
      </form>
      {demo && (
        <p>
          Demonstration:{' '}
          {demoAccounts.map((name) => (
            <button
              key={name}
              type="button"
              disabled={busy}
              onClick={() => session.signIn(`${name}@demo.eventeye.local`, demo.password)}
            >
              {name}
            </button>
          ))}
        </p>
      )}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </section>
  );
}
