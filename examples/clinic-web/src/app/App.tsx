import { RouterProvider } from 'react-router';
import { PreferencesProvider } from '../preferences/PreferencesContext.js';
import { ClientProvider } from '../session/ClientProvider.js';
import { SessionGate } from '../session/SessionGate.js';
import { UploadsProvider } from '../uploads/UploadsProvider.js';
import { router } from './router.js';

/** The whole application. */
export function App() {
  return (
    <PreferencesProvider>
      <ClientProvider>
        <SessionGate>
          <UploadsProvider>
            <RouterProvider router={router} />
          </UploadsProvider>
        </SessionGate>
      </ClientProvider>
    </PreferencesProvider>
  );
}
