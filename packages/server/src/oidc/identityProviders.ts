import { EventEyeError } from '@eventeye/core';
import {
  allowInsecureRequests,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { ServerConfig } from '../config.js';
import { type ProviderSettings, readProviderSettings } from './providerSettings.js';

/** Where signing in through identity providers is: `/auth/oidc/{name}/start` and `/auth/oidc/{name}/callback`. */
export const oidcPath = '/auth/oidc';

/** An identity provider that people may sign in through. */
export interface IdentityProvider {
  settings: ProviderSettings;
  /** Where the provider sends browsers back to; to be registered there. */
  callbackUrl: string;
  /** What the provider says of itself. Throws IDENTITY_PROVIDER_FAILED when it does not answer. */
  configuration(): Promise<Configuration>;
}

const rediscoverMs = 60 * 60 * 1000;
const timeoutSeconds = 10;

/**
 * The identity providers of this installation by name. They are asked who they are when somebody first signs in, so that a
 * provider that is down stops nobody's start.
 *
 * @throws EventEyeError CONFIG_INVALID.
 */
export function openIdentityProviders(config: ServerConfig): ReadonlyMap<string, IdentityProvider> {
  if (!config.oidcFile) return new Map();
  const { publicUrl } = config;
  if (!publicUrl) {
    throw new EventEyeError(
      'CONFIG_INVALID',
      'EVENTEYE_PUBLIC_URL: is needed with EVENTEYE_OIDC_FILE, because identity providers send browsers back to it.',
      { path: ['EVENTEYE_PUBLIC_URL'] },
    );
  }
  const providers = readProviderSettings(config.oidcFile).map((settings): [string, IdentityProvider] => [
    settings.name,
    {
      settings,
      callbackUrl: `${publicUrl}${oidcPath}/${settings.name}/callback`,
      configuration: remembered(() => discover(settings)),
    },
  ]);
  return new Map(providers);
}

async function discover(settings: ProviderSettings): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  try {
    const configuration = await discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? None() : ClientSecretPost(clientSecret),
      // Only loopback addresses may be http, see `providerSettings`.
      { timeout: timeoutSeconds, execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [] },
    );
    // The signature of ID tokens too: TLS alone would do for the specification, not where proxies open it.
    enableNonRepudiationChecks(configuration);
    return configuration;
  } catch (cause) {
    throw new EventEyeError(
      'IDENTITY_PROVIDER_FAILED',
      `The identity provider ${settings.label} does not answer as it should. Try again, or tell your IT.`,
      { cause },
    );
  }
}

/** Asks once an hour; a failure is not remembered. */
function remembered<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: { value: Promise<Value>; until: number } | undefined;
  return () => {
    if (!known || known.until <= Date.now()) {
      const value = ask();
      const mine = { value, until: Date.now() + rediscoverMs };
      known = mine;
      value.catch(() => {
        if (known === mine) known = undefined;
      });
    }
    return known.value;
  };
}
