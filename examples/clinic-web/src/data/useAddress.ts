import { useEventEye } from '@eventeye/client/react';
import { useCallback } from 'react';

/** Makes whole addresses of those of pictures and files, which are relative to the server. */
export function useAddress(): (address: string) => string {
  const { url } = useEventEye();
  return useCallback((address) => new URL(address, url).href, [url]);
}
