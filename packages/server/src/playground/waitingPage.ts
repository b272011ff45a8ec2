/** Shown while the playground is being built, and when it could not be. The API works meanwhile. */
export function waitingPage(state: 'building' | 'failed'): string {
  const [title, text, refresh] =
    state === 'building'
      ? ['The playground is being built', 'This takes some seconds, once. The page reloads by itself.', true]
      : ['The playground could not be built', 'Run <code>npm run build</code> and read what it says.', false];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>EventEye API</title>
${refresh ? '<meta http-equiv="refresh" content="2">' : ''}
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:20vh auto;padding:0 1rem}</style>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
<p>The API works already: send GraphQL by POST to this address.</p>
</body>
</html>
`;
}
