import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { CollectionPane } from './CollectionPane.jsx';
import { createFetcher } from './createFetcher.js';
import './page.css';
import { createRecentIds } from './recentIds.js';
import { SignInPane } from './SignInPane.jsx';
import { createSession } from './session.js';
import { UploadPane } from './UploadPane.jsx';

const path = '/graphql';
const session = createSession(path);
const recent = createRecentIds();
const headers = '{\n  "accept-language": "en"\n}';
const firstQuery = `# 1. Sign in on the left.
# 2. Run this: Ctrl-Enter.
# Ready operations are on the left.
query Hello {
  viewer {
    name
    role
    organization {
      name
    }
  }
  activeModel {
    name
    version
    isDemonstration
  }
}
`;

/** What this installation offers beside its schema. */
const settings = await fetch('/playground/settings.json')
  .then((response) => response.json())
  .catch(() => ({}));

const workbench = {
  title: 'EventEye',
  icon: () => (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M1.5 10S4.5 4 10 4s8.5 6 8.5 6-3 6-8.5 6-8.5-6-8.5-6Z" />
      <circle cx="10" cy="10" r="2.5" />
    </svg>
  ),
  content: () => (
    <div className="workbench">
      <h2>EventEye</h2>
      <h3>Sign in</h3>
      <SignInPane session={session} demo={settings.demo} />
      <h3>Upload</h3>
      <UploadPane path={path} session={session} recent={recent} />
      <CollectionPane recent={recent} />
    </div>
  ),
};

createRoot(document.getElementById('playground')).render(
  <GraphiQL
    fetcher={createFetcher(path, session, recent)}
    plugins={[workbench, HISTORY_PLUGIN]}
    visiblePlugin={workbench}
    defaultTabs={[{ query: firstQuery, headers }]}
    initialHeaders={headers}
    defaultHeaders={headers}
    defaultEditorToolsVisibility="variables"
    shouldPersistHeaders={false}
    // A new set of examples is not hidden by tabs that an older version of this page kept.
    uriInstanceId="eventeye-2"
  >
    <GraphiQL.Logo>
      <span className="brand">EventEye</span>
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <p className="notice">
        The shipped model is a demonstration, trained on synthetic phantoms: not for diagnosis.
      </p>
    </GraphiQL.Footer>
  </GraphiQL>,
);
