import { readFileSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';

/** One identity provider of one organization, as the operator describes it. */
export type ProviderSettings = z.infer<typeof provider>;

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const secure = (what: string) =>
  z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || loopback.test(url), `${what} must be https`);

const provider = z
  .strictObject({
    /** In addresses: `/auth/oidc/{name}/start`. */
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 of a-z, 0-9 and -'),
    /** On the button. */
    label: z.string().min(1).max(100),
    /** Name or id of the organization whose people sign in. */
    organization: z.string().min(1),
    issuer: secure('the issuer'),
    clientId: z.string().min(1),
    /** Without one the client is public, and PKCE alone protects it. */
    clientSecret: z.string().min(1).optional(),
    scope: z.string().default('openid email profile'),
    /** Where applications may be sent back to, character by character (RFC 9700 4.1.3). */
    redirectUris: z.array(secure('a redirect address')).min(1),
    /** Domains of e-mail addresses; all when left out. */
    allowedDomains: z.array(z.string().toLowerCase()).optional(),
    /** For providers of the hospital's own that send no `email_verified`, such as Entra ID. */
    emailsAreVerified: z.boolean().default(false),
    /** Whether a verified address may take over an account that exists. */
    linkByVerifiedEmail: z.boolean().default(false),
    /** Whether people without an account get one. */
    createUsers: z.boolean().default(true),
    /** Where roles stand among the claims, such as `groups` or `realm_access.roles`. */
    roleClaim: z.string().min(1).optional(),
    /** Values of that claim to roles. */
    roles: z
      .strictObject({
        ADMIN: z.array(z.string()).default([]),
        CLINICIAN: z.array(z.string()).default([]),
        VIEWER: z.array(z.string()).default([]),
      })
      .optional(),
    /** Of those whom no value gives one; without it they are not let in. */
    defaultRole: z.enum(['CLINICIAN', 'VIEWER']).optional(),
    /** When people have to sign in again. */
    sessionHours: z
      .number()
      .positive()
      .max(24 * 30)
      .default(12),
  })
  .refine(({ roleClaim, roles }) => (roleClaim === undefined) === (roles === undefined), {
    message: 'needs both roleClaim and roles, or neither',
    path: ['roles'],
  })
  .refine(({ roles, defaultRole }) => roles !== undefined || defaultRole !== undefined, {
    message: 'is needed where roles is not given',
    path: ['defaultRole'],
  });

const settings = z
  .strictObject({ providers: z.array(provider) })
  .refine(({ providers }) => new Set(providers.map(({ name }) => name)).size === providers.length, {
    message: 'names must differ',
    path: ['providers'],
  });

/**
 * Reads the identity providers from the operator's file.
 *
 * @throws EventEyeError CONFIG_INVALID, naming what is wrong and never a secret.
 */
export function readProviderSettings(file: string): ProviderSettings[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // The parser's own words quote the file, which holds secrets.
    throw new EventEyeError('CONFIG_INVALID', 'EVENTEYE_OIDC_FILE: the file can not be read as JSON.', {
      ...(cause instanceof SyntaxError ? {} : { cause }),
      path: ['EVENTEYE_OIDC_FILE'],
    });
  }
  const parsed = settings.safeParse(content);
  if (parsed.success) return parsed.data.providers;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EventEyeError('CONFIG_INVALID', `EVENTEYE_OIDC_FILE: ${faults.join('; ')}`, {
    path: ['EVENTEYE_OIDC_FILE'],
  });
}
