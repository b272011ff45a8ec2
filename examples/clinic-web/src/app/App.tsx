import { RouterProvider } from 'react-router';
import { PreferencesProvider } from '../preferences/PreferencesContext.js';
import { SessionProvider } from '../session/SessionProvider.js';
import { router } from './router.js';

/** The whole application. */
export function App() {
  return (
    <PreferencesProvider>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </PreferencesProvider>
  );
}
