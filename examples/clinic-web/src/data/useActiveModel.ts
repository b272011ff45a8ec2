import type { ActiveModelQuery } from '@eventeye/client';
import { useSession } from '../session/SessionContext.js';
import { useLoaded } from './useLoaded.js';

/** The model that analyses now; undefined until it is known. */
export function useActiveModel(): ActiveModelQuery['activeModel'] | undefined {
  const { client } = useSession();
  return useLoaded(() => client.activeModel(), [client]).data;
}
