import type { Appearance, Locale } from '@eventeye/react';

/** What a page asks its own server for: a token of `createEmbedToken` for the shown patient or study. */
export interface TokenRequest {
  /**
   * For `createEmbedToken(input: { nonceHash })`: SHA-256, base64url, of a nonce that never leaves the page's memory. A token
   * bound to it is of no use to whoever reads it on its way.
   */
  nonceHash: string;
  /** The attributes `patient-id` and `study-id` of the element, where it has them. */
  patientId?: string;
  studyId?: string;
  /** Why a token is asked for: the first one, or one in the place of a token that has ended. */
  reason: 'first' | 'expired';
}

/** A token as the page's server hands it on. */
export interface EmbedCredential {
  token: string;
  /** The nonce that `createEmbedToken` answered, where the page's server did not hand `nonceHash` on. */
  nonce?: string | null;
  /** ISO 8601; a new token is asked for before it passes. */
  expiresAt?: string | null;
}

/** Asks the page's own server for a token. A token stands neither in an attribute nor in an address. */
export type GetToken = (request: TokenRequest) => Promise<EmbedCredential>;

/** What all elements of a page share. */
export interface EmbedSettings {
  /** Address of the server, `https://eventeye.example.org`; where the loader came from unless told. */
  server?: string;
  getToken?: GetToken;
  /** `en` or `ko`; the language of the page (`<html lang>`) unless told. */
  locale?: Locale;
  appearance?: Appearance;
}

let settings: EmbedSettings = {};
const listeners = new Set<() => void>();

/**
 * Sets what all elements of the page share; those already shown follow.
 *
 * @example
 * EventEye.configure({
 *   getToken: async ({ nonceHash, patientId }) => {
 *     const answer = await fetch('/eventeye-token', { method: 'POST', body: JSON.stringify({ nonceHash, patientId }) });
 *     return answer.json();
 *   },
 * });
 */
export function configure(changes: EmbedSettings): void {
  settings = { ...settings, ...changes };
  for (const listener of [...listeners]) listener();
}

/** The settings now. */
export function currentSettings(): EmbedSettings {
  return settings;
}

/** Calls back after each change; the answer ends that. */
export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
