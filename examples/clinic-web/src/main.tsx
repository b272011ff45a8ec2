import './style/application.css';
import '@eventeye/react/styles.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { claimTab } from './session/claimTab.js';
import { keepTokens } from './session/keptTokens.js';

if (!(await claimTab())) keepTokens(undefined);
const root = createRoot(document.getElementById('application')!);
// In slices, between which the browser answers.
startTransition(() =>
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
