import { EventEyeError } from '@eventeye/core';
import { type Request, type Response, Router } from 'express';
import { auditDoor } from '../audit/auditDoor.js';
import type { AuditEntity } from '../audit/auditEvent.js';
import { originOf } from '../schema/requestContext.js';
import type { Log, Services } from '../services.js';
import { findOrganization } from './findOrganization.js';
import { type IdentityProvider, oidcPath } from './identityProviders.js';
import {
  openPending,
  type PendingSignIn,
  pendingCookie,
  pendingSeconds,
  sealPending,
} from './pendingSignIn.js';
import { proveIdentity } from './proveIdentity.js';
import { issueSignInCode } from './signInCode.js';
import { startSignIn } from './startSignIn.js';
import { userOfClaims } from './userOfClaims.js';

const hourMs = 60 * 60 * 1000;

/**
 * Signing in through identity providers (OpenID Connect Core 3.1, with PKCE): `start` sends the browser to the provider,
 * `callback` takes it back and sends it to the application with a code for `exchangeSignInCode`, or with `error` and
 * `error_description` (RFC 6749 4.1.2.1).
 */
export function oidcRoutes(services: Services, log: Log): Router {
  const router = Router();
  const providerOf = (request: Request): IdentityProvider => {
    const provider = services.identityProviders.get(String(request.params.provider));
    if (!provider)
      throw new EventEyeError('NOT_FOUND', 'There is no such identity provider. Check the address.');
    return provider;
  };

  /** In the audit of the organization whose people the provider signs in. */
  const recorded = async <Result>(
    request: Request,
    { settings }: IdentityProvider,
    operation: string,
    work: () => Promise<Result>,
    entitiesOf: (result: Result) => AuditEntity[] = () => [],
  ): Promise<Result> => {
    const organizationId = await findOrganization(services, settings).catch(() => null);
    return auditDoor(
      services,
      { caller: null, origin: originOf(request) },
      operation,
      work,
      (result) => ({
        details: { provider: settings.name },
        ...(result !== undefined && { entities: entitiesOf(result) }),
      }),
      organizationId,
    );
  };

  router.get(`${oidcPath}/:provider/start`, async (request, response) => {
    const provider = providerOf(request);
    const { location, pending } = await recorded(request, provider, 'startSignIn', () =>
      startSignIn(provider, request.query),
    );
    const sealed = await sealPending(services.secret, pending);
    response.cookie(pendingCookie(pending.state), sealed, cookieOf(provider));
    redirect(response, location);
  });

  router.get(`${oidcPath}/:provider/callback`, async (request, response) => {
    const provider = providerOf(request);
    const name = pendingCookie(String(request.query.state ?? ''));
    response.clearCookie(name, { ...cookieOf(provider), maxAge: undefined });
    const open = async () => {
      const pending = await openPending(services.secret, readCookie(request, name));
      if (pending.provider === provider.settings.name && pending.state === request.query.state)
        return pending;
      throw new EventEyeError('VALIDATION_FAILED', 'The answer belongs to another sign-in. Sign in again.');
    };
    const pending = await open().catch((error: unknown) =>
      recorded(request, provider, 'proveIdentity', () => Promise.reject(error)),
    );
    const back = new URL(pending.redirectUri);
    if (pending.appState !== undefined) back.searchParams.set('state', pending.appState);
    try {
      const search = new URL(request.originalUrl, provider.callbackUrl).search;
      const { code } = await recorded(
        request,
        provider,
        'proveIdentity',
        () => finishSignIn(services, provider, pending, search),
        (user) => [{ type: 'User', id: user.userId }],
      );
      back.searchParams.set('code', code);
    } catch (error) {
      if (!EventEyeError.is(error) || error.code === 'AUDIT_UNAVAILABLE') throw error;
      log.warn({ err: error, provider: provider.settings.name }, 'sign-in through a provider was refused');
      const isTheirs = error.code === 'IDENTITY_PROVIDER_FAILED' || error.code === 'CONFIG_INVALID';
      back.searchParams.set('error', isTheirs ? 'server_error' : 'access_denied');
      back.searchParams.set('error_description', error.message);
    }
    redirect(response, back);
  });
  return router;
}

async function finishSignIn(
  services: Services,
  provider: IdentityProvider,
  pending: PendingSignIn,
  search: string,
): Promise<{ code: string; userId: string }> {
  const { settings } = provider;
  const identity = await proveIdentity(provider, pending, search);
  const organizationId = await findOrganization(services, settings);
  const user = await userOfClaims(services, settings, organizationId, identity);
  const sessionEndsAt = new Date(Date.now() + settings.sessionHours * hourMs);
  const code = await issueSignInCode(services, user, { codeChallenge: pending.codeChallenge, sessionEndsAt });
  return { code, userId: user.id };
}

/** Lax: the provider sends the browser back from another site, which Strict would hide the cookie from. */
function cookieOf({ callbackUrl }: IdentityProvider) {
  const { protocol, pathname } = new URL(callbackUrl);
  const secure = protocol === 'https:';
  return { httpOnly: true, sameSite: 'lax', secure, path: pathname, maxAge: pendingSeconds * 1000 } as const;
}

function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

function redirect(response: Response, location: URL): void {
  // 303: whatever the method was, the next is a GET.
  response.set('Cache-Control', 'no-store').redirect(303, location.href);
}
