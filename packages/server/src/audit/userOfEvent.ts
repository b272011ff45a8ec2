import DataLoader from 'dataloader';
import type { User } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';

/** Loaders live as long as the request they belong to. */
const loaders = new WeakMap<RequestContext, DataLoader<string, User | null>>();

/** Who an event is about; null when the account is gone or of another organization. All events of a page come in one statement. */
export async function userOfEvent(
  context: RequestContext,
  { userId, organizationId }: { userId: string | null; organizationId: string },
): Promise<User | null> {
  if (!userId) return null;
  let loader = loaders.get(context);
  if (!loader) {
    loader = new DataLoader(
      async (ids) => {
        const rows = await context.services.prisma.user.findMany({
          where: { id: { in: [...new Set(ids)] } },
        });
        const users = new Map(rows.map((user) => [user.id, user]));
        return ids.map((id) => users.get(id) ?? null);
      },
      { cache: false },
    );
    loaders.set(context, loader);
  }
  const user = await loader.load(userId);
  return user?.organizationId === organizationId ? user : null;
}
