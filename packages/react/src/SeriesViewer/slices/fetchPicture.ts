import { EventEyeError, isErrorCode } from '@eventeye/core';

/** Fetches the bytes behind a signed address. */
export type ReadPicture = (url: string, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Fetches a picture.
 *
 * @throws EventEyeError with the server's code (URL_EXPIRED, NOT_FOUND, COMPANION_IMAGE_MISMATCH, …); NETWORK_FAILED when there
 * is no answer.
 */
export const fetchPicture: ReadPicture = async (url, signal) => {
  const response = await fetch(url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new EventEyeError('NETWORK_FAILED', 'The server can not be reached.', { cause });
  });
  if (!response.ok) throw await errorOf(response);
  return new Uint8Array(await response.arrayBuffer());
};

async function errorOf(response: Response): Promise<EventEyeError> {
  const body = (await response.json().catch(() => undefined)) as Fault | undefined;
  const { message, extensions } = body?.errors?.[0] ?? {};
  const code = extensions?.code;
  return new EventEyeError(
    code !== undefined && isErrorCode(code) ? code : response.status === 404 ? 'NOT_FOUND' : 'INTERNAL',
    message ?? `The picture can not be loaded (HTTP ${response.status}).`,
  );
}

/** How the server says what is wrong, outside of GraphQL as well. */
interface Fault {
  errors?: { message?: string; extensions?: { code?: string } }[];
}
