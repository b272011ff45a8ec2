/** A short token of the clinician who is signed in to the EMR: its server keeps everything longer-lived. */
export async function fetchToken(): Promise<{ token: string; expiresAt: string }> {
  const answer = await fetch('/eventeye-token', { method: 'POST' });
  if (!answer.ok) throw new Error(`The EMR’s server answered ${answer.status}.`);
  return answer.json();
}
