import type { UploadSource } from './uploadSource.js';

/**
 * Remembers where uploads lie that are under way, so that they are taken up again after a reload. It is given hashes and
 * addresses only: names of files can tell of patients.
 */
export interface ResumeStore {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): void | Promise<void>;
  remove(key: string): void | Promise<void>;
}

/** The part of a browser's window that is used here; Node has none. */
interface WithStorage {
  localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
}

/** What the browser keeps; undefined where there is none, or where it may not be used. */
export function browserResumeStore(): ResumeStore | undefined {
  try {
    // Node 22 has a getter that warns; only browsers have a document.
    const storage = 'document' in globalThis ? (globalThis as WithStorage).localStorage : undefined;
    return (
      storage && {
        get: (key) => storage.getItem(key),
        set: (key, value) => storage.setItem(key, value),
        remove: (key) => storage.removeItem(key),
      }
    );
  } catch {
    return undefined;
  }
}

/** Which upload a file is, for the same server and patient; undefined for content that may change without being noticed. */
export async function resumeKeyOf(
  { filename, size, lastModified }: UploadSource,
  endpoint: string,
  patientId: string | undefined,
): Promise<string | undefined> {
  // Pages without https have no `subtle`.
  if (!lastModified || !globalThis.crypto?.subtle) return undefined;
  const text = JSON.stringify([endpoint, patientId ?? null, filename, size, lastModified]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `eventeye-upload-${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
