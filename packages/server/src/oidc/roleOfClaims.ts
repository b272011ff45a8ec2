import type { ProviderSettings } from './providerSettings.js';

/** What an identity provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Roles that people get from claims; the first that fits holds. */
const byWeight = ['ADMIN', 'CLINICIAN', 'VIEWER'] as const;

/** The role that the claims give somebody; `default` where only the default role does, null where none does. */
export function roleOfClaims(
  settings: Pick<ProviderSettings, 'roleClaim' | 'roles' | 'defaultRole'>,
  claims: Claims,
): { role: (typeof byWeight)[number]; isMapped: boolean } | null {
  const { roleClaim, roles, defaultRole } = settings;
  if (roleClaim && roles) {
    const values = valuesOf(claims, roleClaim);
    const mapped = byWeight.find((role) => roles[role].some((value) => values.includes(value)));
    if (mapped) return { role: mapped, isMapped: true };
  }
  return defaultRole ? { role: defaultRole, isMapped: roles !== undefined } : null;
}

/** The texts of a claim: one, or a list. A name with dots leads into objects where there is no claim of the whole name. */
function valuesOf(claims: Claims, path: string): string[] {
  const whole = Object.hasOwn(claims, path) ? claims[path] : undefined;
  const found =
    whole ??
    path
      .split('.')
      .reduce<unknown>(
        (value, name) =>
          typeof value === 'object' && value !== null && Object.hasOwn(value, name)
            ? (value as Record<string, unknown>)[name]
            : undefined,
        claims,
      );
  return (Array.isArray(found) ? found : [found]).filter((value) => typeof value === 'string');
}
