import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './createFetcher.js';
import { exampleHeaders, exampleTabs } from './exampleTabs.js';
import './page.css';

const notice = createElement(
  'p',
  { className: 'notice' },
  'The shipped model is a demonstration, trained on synthetic phantoms: not for diagnosis. ',
  'Run the first tab to sign in: later requests of this page carry its token, unless the header editor sets another.',
);

createRoot(document.getElementById('playground')).render(
  createElement(
    GraphiQL,
    {
      fetcher: createFetcher('/graphql'),
      defaultTabs: exampleTabs,
      initialHeaders: exampleHeaders,
      defaultHeaders: exampleHeaders,
      defaultEditorToolsVisibility: 'headers',
      shouldPersistHeaders: false,
      // A new set of examples is not hidden by tabs that an older version of this page kept.
      uriInstanceId: 'eventeye-1',
    },
    createElement(GraphiQL.Logo, null, createElement('span', { className: 'brand' }, 'EventEye')),
    createElement(GraphiQL.Footer, null, notice),
  ),
);
