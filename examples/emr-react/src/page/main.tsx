import '@eventeye/react/styles.css';
import './emr.css';
import { createEventEyeClient } from '@eventeye/client';
import { EventEyeProvider } from '@eventeye/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Emr } from './Emr.js';
import { language } from './language.js';
import { fetchToken } from './token.js';

const eventeye = document.querySelector<HTMLMetaElement>('meta[name=eventeye]')!.content;
const client = createEventEyeClient({
  url: `${eventeye}/graphql`,
  auth: fetchToken,
  locale: language,
});

createRoot(document.getElementById('emr')!).render(
  <StrictMode>
    <EventEyeProvider client={client}>
      <Emr />
    </EventEyeProvider>
  </StrictMode>,
);
