import type { User } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';

/** Who an event is about; null when the account is gone or of another organization. All events of a page come in one statement. */
export async function userOfEvent(
  context: RequestContext,
  { userId, organizationId }: { userId: string | null; organizationId: string },
): Promise<User | null> {
  if (!userId) return null;
  const user = await requestLoader(context, 'userOfEvent', async (ids) => {
    const rows = await context.services.prisma.user.findMany({ where: { id: { in: ids } } });
    const users = new Map(rows.map((row) => [row.id, row]));
    return (id): User | null => users.get(id) ?? null;
  }).load(userId);
  return user?.organizationId === organizationId ? user : null;
}
