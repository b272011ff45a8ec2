import { useCallback, useSyncExternalStore } from 'react';
import { useEventEye } from './EventEyeProvider.js';

/** Whether there are tokens; renders again when that changes. */
export function useHasTokens(): boolean {
  const client = useEventEye();
  const subscribe = useCallback((changed: () => void) => client.onSessionChange(changed), [client]);
  const snapshot = () => client.tokens !== undefined;
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
