// `npm run example:emr-plain-html`, beside a running `npm run demo`.
import { startEmr } from './emr.mjs';

const { EVENTEYE_URL: eventeye = 'http://127.0.0.1:4000', PORT: port = '4010' } = process.env;
const { url } = await startEmr({ eventeye, accessToken: signIn, port: Number(port) });
console.log(`The ward's page is at ${url}; EventEye at ${eventeye}.`);

/** A hospital uses an API key; the demonstration has people only. */
async function signIn() {
  const answer = await fetch(`${eventeye}/api/auth/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'clinician@demo.eventeye.local', password: 'eventeye-demo' }),
  });
  if (!answer.ok) throw new Error(`EventEye did not let us in (${answer.status}). Is npm run demo running?`);
  return (await answer.json()).accessToken;
}
