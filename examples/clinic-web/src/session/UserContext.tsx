import type { User } from '@eventeye/client';
import { createContext, useContext } from 'react';

/** Who is signed in; set inside the part of the application that needs it. */
export const UserContext = createContext<User | undefined>(undefined);

/** Who is signed in. Throws where nobody need be: the pages stand behind the sign-in. */
export function useUser(): User {
  const user = useContext(UserContext);
  if (!user) throw new Error('useUser stands outside SessionGate.');
  return user;
}

/** Whether the server lets them add and change; buttons that it would refuse are not shown. */
export function useMayChange(): boolean {
  const { role } = useUser();
  return role === 'ADMIN' || role === 'CLINICIAN';
}
