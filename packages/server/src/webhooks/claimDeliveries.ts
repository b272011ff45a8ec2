import type { PrismaClient, WebhookEvent } from '../database/client.js';

/** A message that this process is to send now, and where to. */
export interface ClaimedDelivery {
  id: string;
  event: WebhookEvent;
  subjects: unknown;
  attempts: number;
  createdAt: Date;
  endpointId: string;
  url: string;
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
  previousSecretUntil: Date | null;
}

/**
 * Takes what is due, a few for each endpoint, so that a dead one does not stand in the way of others. Several processes take
 * different rows; what a process took and did not settle is due again when the claim runs out.
 *
 * @param except endpoints that this process is still busy with.
 */
export function claimDeliveries(
  prisma: Pick<PrismaClient, '$queryRawUnsafe'>,
  { now, claimMs, perEndpoint, most, except }: ClaimOptions,
): Promise<ClaimedDelivery[]> {
  const until = new Date(now.getTime() + claimMs).toISOString();
  return prisma.$queryRawUnsafe(statement, now.toISOString(), until, perEndpoint, most, [...except]);
}

/** How much is taken at a time. */
export interface ClaimOptions {
  now: Date;
  claimMs: number;
  perEndpoint: number;
  most: number;
  except: Iterable<string>;
}

const statement = `
  WITH due AS (
    SELECT one.id FROM "WebhookEndpoint" endpoint, LATERAL (
      SELECT id FROM "WebhookDelivery"
      WHERE "endpointId" = endpoint.id AND state = 'PENDING' AND "nextAttemptAt" <= $1::timestamptz
        AND ("claimedUntil" IS NULL OR "claimedUntil" <= $1::timestamptz)
      ORDER BY "nextAttemptAt", id LIMIT $3::int
      FOR UPDATE SKIP LOCKED
    ) one
    WHERE endpoint."disabledAt" IS NULL AND NOT endpoint.id = ANY ($5::uuid[])
    LIMIT $4::int
  )
  UPDATE "WebhookDelivery" delivery
  SET "claimedUntil" = $2::timestamptz, "lastAttemptAt" = $1::timestamptz, attempts = attempts + 1
  FROM due, "WebhookEndpoint" endpoint
  WHERE delivery.id = due.id AND endpoint.id = delivery."endpointId"
  RETURNING delivery.id::text, event::text, subjects, attempts, delivery."createdAt", endpoint.id::text AS "endpointId",
    url, secret, "previousSecret", "previousSecretUntil"`;
