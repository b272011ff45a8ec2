import { emailAddress } from '../auth/emailAddress.js';
import type { RequestContext } from '../schema/context.js';
import { meaningOf } from './auditVocabulary.js';

/**
 * Whose audit a refused sign-in belongs into: of the account that was meant, if there is one. Always asked, so that a name that nobody
 * has takes no less time.
 */
export async function organizationMeant(
  { services }: RequestContext,
  operation: string,
  given: unknown,
): Promise<string | null> {
  if (meaningOf(operation).type !== 'SIGN_IN') return null;
  const { input, email } = given as { input?: { email?: unknown }; email?: unknown };
  const name = emailAddress.safeParse(input?.email ?? email);
  if (!name.success) return null;
  const user = await services.prisma.user.findUnique({
    where: { email: name.data },
    select: { organizationId: true },
  });
  return user?.organizationId ?? null;
}
