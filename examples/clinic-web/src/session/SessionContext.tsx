import type { EventEyeClient, User } from '@eventeye/client';
import { createContext, useContext } from 'react';

/** Who is signed in, with the client that speaks for them. */
export interface Session {
  client: EventEyeClient;
  user: User;
  signOut(): Promise<void>;
}

/** Set inside the part of the application that needs a sign-in. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session here. Throws outside of one: the pages stand behind the sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside SessionProvider.');
  return session;
}

/** Who may do what, as the server decides it; buttons that it would refuse are not shown. */
export function mayChange(user: User): boolean {
  return user.role === 'ADMIN' || user.role === 'CLINICIAN';
}
