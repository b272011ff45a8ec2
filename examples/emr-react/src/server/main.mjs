// `npm run example:emr-react`, beside a running `npm run demo`.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startEmr } from './emr.mjs';

const { EVENTEYE_URL: eventeye = 'http://127.0.0.1:4000', PORT: port = '4020' } = process.env;
const root = fileURLToPath(new URL('../..', import.meta.url));
await build({ root, configFile: `${root}vite.config.ts`, logLevel: 'error' });
const emr = await startEmr({
  eventeye,
  page: `${root}dist/page`,
  accessToken: () => signIn('clinician'),
  port: Number(port),
});
await allow(emr.url);
console.log(`The EMR is at ${emr.url}; EventEye at ${eventeye}.`);

/** An EMR has its clinicians sign in through the hospital's identity provider; the demonstration has a password. */
async function signIn(who) {
  const answer = await fetch(`${eventeye}/api/auth/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${who}@demo.eventeye.local`, password: 'eventeye-demo' }),
  });
  if (!answer.ok) throw new Error(`EventEye did not let us in (${answer.status}). Is npm run demo running?`);
  const { accessToken, expiresIn } = await answer.json();
  return { token: accessToken, expiresAt: new Date(Date.now() + expiresIn * 1000).toISOString() };
}

/** What an administrator of EventEye does once: lets pages of the EMR's origin use the API. */
async function allow(origin) {
  const { token } = await signIn('admin');
  const ask = async (query, variables) => {
    const answer = await fetch(`${eventeye}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()).data;
  };
  const { viewer } = await ask('{ viewer { organization { allowedOrigins } } }');
  const origins = [...new Set([...viewer.organization.allowedOrigins, origin])];
  await ask(
    'mutation ($origins: [String!]!) { setAllowedOrigins(input: { origins: $origins }) { __typename } }',
    { origins },
  );
}
