import { EventEyeError, type Role } from '@eventeye/core';
import { emailAddress } from '../auth/emailAddress.js';
import { changeIdentity } from '../auth/identityChange.js';
import { revokeSessions } from '../auth/revokeSessions.js';
import type { Prisma, User } from '../database/client.js';
import { isUniqueViolation } from '../database/isUniqueViolation.js';
import type { Services } from '../services.js';
import type { ProviderSettings } from './providerSettings.js';
import { type Claims, roleOfClaims } from './roleOfClaims.js';

/** Who somebody is to their provider. The subject alone says who: an e-mail address can be changed, given on and made up. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  claims: Claims;
}

/**
 * The user that an identity belongs to: the one it was linked with, or, where the settings allow it, an account with the same
 * verified e-mail address, or a new one.
 *
 * @throws EventEyeError FORBIDDEN when the provider's claims let nobody in, CONFLICT when the address belongs to an account that
 * is not linked.
 */
export async function userOfClaims(
  services: Pick<Services, 'prisma' | 'principals'>,
  settings: ProviderSettings,
  organizationId: string,
  identity: ProvenIdentity,
  now = new Date(),
): Promise<User> {
  const { issuer, subject, claims } = identity;
  const key = { organizationId_issuer_subject: { organizationId, issuer, subject } };
  const linked = await services.prisma.externalIdentity.findUnique({
    where: key,
    include: { user: true },
  });
  const given = roleOfClaims(settings, claims);
  if (!given) {
    // Whoever lost the last group that let them in is out at once.
    if (linked)
      await changeIdentity(services, (transaction) => revokeSessions(transaction, { userId: linked.userId }));
    throw refuse('Your account at the identity provider has no role in EventEye. Ask your IT for one.');
  }
  if (linked) {
    if (linked.user.deactivatedAt) throw deactivated();
    return changeIdentity(services, async (transaction) => {
      await transaction.externalIdentity.update({ where: key, data: { lastSignInAt: now } });
      return takeRole(transaction, linked.user, given);
    });
  }
  const email = verifiedEmail(settings, claims);
  const link = { organizationId, issuer, subject, lastSignInAt: now };
  try {
    return await changeIdentity(services, async (transaction) => {
      const known = await transaction.user.findUnique({ where: { email } });
      if (known) {
        mayLink(settings, organizationId, known, claims);
        await transaction.externalIdentity.create({ data: { ...link, userId: known.id } });
        return takeRole(transaction, known, given);
      }
      if (!settings.createUsers) {
        throw refuse('You have no account in EventEye. Ask an administrator of your organization for one.');
      }
      const { role } = given;
      const user = await transaction.user.create({
        data: { organizationId, email, name: nameOf(claims, email), role },
      });
      await transaction.externalIdentity.create({ data: { ...link, userId: user.id } });
      return user;
    });
  } catch (cause) {
    // Somebody who signs in twice at the same moment: the second finds what the first made.
    if (isUniqueViolation(cause)) {
      throw new EventEyeError('CONFLICT', 'You signed in twice at the same moment. Try again.', { cause });
    }
    throw cause;
  }
}

function verifiedEmail(settings: ProviderSettings, claims: Claims): string {
  const email = emailAddress.safeParse(claims.email);
  if (!email.success) throw refuse('The identity provider tells no e-mail address of you. Tell your IT.');
  if (claims.email_verified !== true && !(settings.emailsAreVerified && claims.email_verified !== false)) {
    throw refuse('The identity provider has not verified your e-mail address. Verify it there first.');
  }
  const domain = email.data.slice(email.data.lastIndexOf('@') + 1);
  if (settings.allowedDomains && !settings.allowedDomains.includes(domain)) {
    throw refuse('People with your e-mail address do not sign in here. Use the one of your organization.');
  }
  return email.data;
}

function mayLink(settings: ProviderSettings, organizationId: string, user: User, claims: Claims): void {
  const isSure = settings.linkByVerifiedEmail && claims.email_verified === true;
  if (!isSure || user.organizationId !== organizationId || user.role === 'INTEGRATION') {
    throw new EventEyeError(
      'CONFLICT',
      'There is an account with your e-mail address that is not connected with the identity provider. Sign in with its password, or ask your administrator.',
    );
  }
  if (user.deactivatedAt) throw deactivated();
}

async function takeRole(
  transaction: Prisma.TransactionClient,
  user: User,
  { role, isMapped }: { role: Role; isMapped: boolean },
): Promise<User> {
  if (!isMapped || user.role === role) return user;
  return transaction.user.update({ where: { id: user.id }, data: { role } });
}

function nameOf(claims: Claims, email: string): string {
  const name = typeof claims.name === 'string' ? claims.name.trim().slice(0, 200) : '';
  return name || email;
}

function deactivated(): EventEyeError {
  return refuse('Your account was deactivated. Ask an administrator of your organization.');
}

function refuse(message: string): EventEyeError {
  return new EventEyeError('FORBIDDEN', message);
}
