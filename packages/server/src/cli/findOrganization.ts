import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import type { PrismaClient } from '../database/client.js';

/**
 * The organization of a name or an id. Names need not be unique, so one that several bear is not guessed at.
 *
 * @throws EventEyeError NOT_FOUND, CONFLICT with the ids of those that bear the name.
 */
export async function findOrganization(
  prisma: PrismaClient,
  nameOrId: string,
): Promise<{ id: string; name: string }> {
  const id = z.uuid().safeParse(nameOrId).data;
  const found = await prisma.organization.findMany({
    where: id ? { OR: [{ id }, { name: nameOrId }] } : { name: nameOrId },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  const [first, ...others] = found;
  if (!first) {
    throw new EventEyeError(
      'NOT_FOUND',
      'There is no such organization. Give its name as it is stored, capitals included, or its id.',
    );
  }
  if (others.length > 0) {
    const ids = found.map((organization) => organization.id).join(', ');
    throw new EventEyeError('CONFLICT', `Several organizations bear this name. Give the id of one: ${ids}.`);
  }
  return first;
}
