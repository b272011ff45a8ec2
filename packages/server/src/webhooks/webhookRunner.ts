import type { Sql } from '../database/sql.js';
import { webhooksChannel } from '../updates/channels.js';
import { createDeliverer, type DeliveryServices } from './deliverWebhooks.js';

const pollMs = 5_000;
const tidyMs = 60 * 60 * 1000;
const keptDays = 30;

/**
 * Sends webhooks from now on: at once when something happens, and every few seconds what is due again.
 *
 * @returns how to stop; what is being sent is waited for.
 */
export async function startWebhookRunner(
  services: DeliveryServices,
  sql: Pick<Sql, 'listen'>,
): Promise<{ stop(): Promise<void> }> {
  const { prisma, log } = services;
  const deliverer = createDeliverer(services);
  const running = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | undefined;
  let again = false;
  const look = () => {
    if (stopped) return;
    again = true;
    looking ??= (async () => {
      while (again && !stopped) {
        again = false;
        const { count, settled } = await deliverer.deliverDue();
        if (count === 0) continue;
        const whole = settled.then(() => {
          running.delete(whole);
          // More may wait for the endpoints that were busy.
          look();
        });
        running.add(whole);
      }
    })()
      .catch((error: unknown) => log.warn({ name: (error as Error).name }, 'webhooks could not be looked up'))
      .finally(() => {
        looking = undefined;
      });
  };
  const tidy = () => {
    const before = new Date(Date.now() - keptDays * 24 * 60 * 60 * 1000);
    const where = { createdAt: { lt: before }, state: { not: 'PENDING' as const } };
    prisma.webhookDelivery
      .deleteMany({ where })
      .catch((error: unknown) =>
        log.warn({ name: (error as Error).name }, 'old deliveries could not be deleted'),
      );
  };
  await sql.listen(webhooksChannel, look);
  const timers = [setInterval(look, pollMs), setInterval(tidy, tidyMs)];
  for (const timer of timers) timer.unref();
  look();
  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
      await Promise.all(running);
    },
  };
}
