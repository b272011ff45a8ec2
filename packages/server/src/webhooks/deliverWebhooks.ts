import type { PrismaClient } from '../database/client.js';
import type { Resolve } from '../inference/fetch/resolvePermitted.js';
import type { Log } from '../services.js';
import { type ClaimedDelivery, claimDeliveries } from './claimDeliveries.js';
import { postMessage } from './postMessage.js';
import { settleDelivery } from './settleDelivery.js';
import { bodyOf, messageIdOf, signatureHeaders } from './webhookMessage.js';
import type { WebhookPolicy } from './webhookPolicy.js';
import { openSecret } from './webhookSecret.js';

/** What sending takes. Tests bring their own clock. */
export interface DeliveryServices {
  prisma: PrismaClient;
  secret: string;
  policy: WebhookPolicy;
  log: Log;
  timeoutMs?: number;
  now?: () => Date;
  random?: () => number;
  resolve?: Resolve;
}

/** Sends what is due. */
export interface Deliverer {
  /**
   * Takes what is due and begins to send it.
   * @returns how many, and when these are settled.
   */
  deliverDue(): Promise<{ count: number; settled: Promise<void> }>;
}

const perEndpoint = 4;
const mostAtOnce = 64;

/**
 * Makes the part of a process that sends webhooks: at least once each, at most four at a time to one endpoint, and none to it
 * before these are settled.
 */
export function createDeliverer(services: DeliveryServices): Deliverer {
  const { now = () => new Date(), timeoutMs = 15_000, prisma, log } = services;
  const busy = new Map<string, number>();
  const send = async (delivery: ClaimedDelivery) => {
    try {
      const outcome = await postMessage(delivery.url, messageOf(services, delivery, now()), {
        policy: services.policy,
        timeoutMs,
        ...(services.resolve && { resolve: services.resolve }),
      });
      const random = (services.random ?? Math.random)();
      await settleDelivery(prisma, delivery, outcome, { now: now(), random });
    } catch (error) {
      // It stays claimed for a while and is then sent again.
      log.warn({ deliveryId: delivery.id, name: (error as Error).name }, 'a webhook could not be settled');
    } finally {
      const left = (busy.get(delivery.endpointId) ?? 1) - 1;
      if (left > 0) busy.set(delivery.endpointId, left);
      else busy.delete(delivery.endpointId);
    }
  };
  return {
    async deliverDue() {
      const claimMs = 4 * timeoutMs;
      const except = busy.keys();
      const claimed = await claimDeliveries(prisma, {
        now: now(),
        claimMs,
        perEndpoint,
        most: mostAtOnce,
        except,
      });
      for (const { endpointId } of claimed) busy.set(endpointId, (busy.get(endpointId) ?? 0) + 1);
      const settled = Promise.all(claimed.map(send)).then(() => {});
      return { count: claimed.length, settled };
    },
  };
}

function messageOf({ secret }: DeliveryServices, delivery: ClaimedDelivery, now: Date) {
  const { endpointId, previousSecret, previousSecretUntil } = delivery;
  const sealed = [delivery.secret];
  if (previousSecret && previousSecretUntil && previousSecretUntil > now) sealed.push(previousSecret);
  const secrets = sealed.map((one) => openSecret(secret, endpointId, one));
  const body = bodyOf(delivery);
  return { body, headers: signatureHeaders(messageIdOf(delivery.id), body, secrets, now) };
}
