/** Shown while the application's folder is empty, as in the first seconds of the demonstration. */
export const buildingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<meta name="color-scheme" content="light dark">
<title>EventEye</title>
</head>
<body>
<h1>The application is being built</h1>
<p>This takes some seconds, once. The page reloads by itself. The API answers already, at <a href="/graphql">/graphql</a>.</p>
<p lang="ko">애플리케이션을 준비하고 있습니다. 잠시 후 자동으로 새로 고쳐집니다.</p>
</body>
</html>
`;
