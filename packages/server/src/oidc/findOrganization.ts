import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import type { Services } from '../services.js';
import type { ProviderSettings } from './providerSettings.js';

/**
 * The organization that a provider's people belong to, by id or by name.
 *
 * @throws EventEyeError CONFIG_INVALID when there is none, or there are several of the name.
 */
export async function findOrganization(
  { prisma }: Pick<Services, 'prisma'>,
  { name, organization }: ProviderSettings,
): Promise<string> {
  const where = z.uuid().safeParse(organization).success ? { id: organization } : { name: organization };
  const found = await prisma.organization.findMany({ where, select: { id: true }, take: 2 });
  if (found[0] && found.length === 1) return found[0].id;
  throw new EventEyeError(
    'CONFIG_INVALID',
    `The identity provider ${name} names an organization of which there is ${found.length === 0 ? 'none' : 'more than one'}. Give its id.`,
  );
}
