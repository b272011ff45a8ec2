import { createContext, type ReactNode, useContext } from 'react';
import type { EventEyeClient } from '../eventEyeClient.js';

const ClientContext = createContext<EventEyeClient | undefined>(undefined);

/**
 * Gives the hooks below it their client. Several may stand beside or in one another, each with a server of its own; an
 * ApolloProvider of the host is neither needed nor touched.
 *
 * @example
 * <EventEyeProvider client={client}><App /></EventEyeProvider>
 */
export function EventEyeProvider({ client, children }: { client: EventEyeClient; children?: ReactNode }) {
  return <ClientContext.Provider value={client}>{children}</ClientContext.Provider>;
}

/** The client of the nearest {@link EventEyeProvider}. Throws an Error where there is none: a mistake of the program. */
export function useEventEye(): EventEyeClient {
  const client = useContext(ClientContext);
  if (!client)
    throw new Error('There is no EventEyeProvider above this component. Add one with your client.');
  return client;
}
