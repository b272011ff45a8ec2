import './style/application.css';
import '@eventeye/react/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { claimTab } from './session/claimTab.js';
import { keepTokens } from './session/keptTokens.js';

if (!(await claimTab())) keepTokens(undefined);
createRoot(document.getElementById('application')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
