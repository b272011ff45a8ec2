import { randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { WebhookDelivery, WebhookEndpoint, WebhookEvent } from '../database/client.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services } from '../services.js';
import { notifyWebhooks } from '../updates/notify.js';
import { checkWebhookUrl } from './webhookPolicy.js';
import { createWebhookSecret, openSecret, sealSecret } from './webhookSecret.js';

type Stores = Pick<Services, 'prisma' | 'secret' | 'config'>;

/** What an administrator says of an endpoint. */
export interface EndpointInput {
  url: string;
  description?: string | null | undefined;
  events: readonly WebhookEvent[];
}

const mostEndpoints = 20;
/** How long the old secret signs beside the new one. */
const overlapMs = 24 * 60 * 60 * 1000;
const manage = 'manage webhooks';

/** Adds an endpoint. The secret is in the answer and shown never again. Throws FORBIDDEN, VALIDATION_FAILED, QUOTA_EXCEEDED. */
export async function createEndpoint(
  { prisma, secret: installation, config }: Stores,
  caller: Caller,
  input: EndpointInput,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  mayAdminister(caller, manage);
  const { organizationId } = caller;
  const url = checkWebhookUrl(input.url, config.webhooks);
  const told = { url, description: checkDescription(input.description), events: checkEvents(input.events) };
  if ((await prisma.webhookEndpoint.count({ where: { organizationId } })) >= mostEndpoints) {
    throw new EventEyeError(
      'CONFLICT',
      `An organization has at most ${mostEndpoints} endpoints. Delete one first.`,
    );
  }
  const id = randomUUID();
  const secret = createWebhookSecret();
  const endpoint = await prisma.webhookEndpoint.create({
    data: {
      id,
      organizationId,
      ...told,
      secret: sealSecret(installation, id, secret),
      createdById: caller.userId,
    },
  });
  return { endpoint, secret };
}

/** Changes what is given; `enabled` switches on or off. Throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED. */
export async function updateEndpoint(
  { prisma, config }: Stores,
  caller: Caller,
  id: string,
  input: Partial<EndpointInput> & { enabled?: boolean | undefined },
): Promise<WebhookEndpoint> {
  const endpoint = await ownEndpoint(prisma, caller, id);
  const { url, description, events, enabled } = input;
  const switched = enabled === undefined ? {} : switchOf(enabled, endpoint);
  return prisma.webhookEndpoint.update({
    where: { id },
    data: {
      ...(url !== undefined && { url: checkWebhookUrl(url, config.webhooks) }),
      ...(description !== undefined && { description: checkDescription(description) }),
      ...(events !== undefined && { events: checkEvents(events) }),
      ...switched,
    },
  });
}

/** Deletes an endpoint with its deliveries. Throws FORBIDDEN, NOT_FOUND. */
export async function deleteEndpoint({ prisma }: Stores, caller: Caller, id: string): Promise<void> {
  await ownEndpoint(prisma, caller, id);
  await prisma.webhookEndpoint.delete({ where: { id } });
}

/** Gives an endpoint a new secret; for a day both sign. Throws FORBIDDEN, NOT_FOUND. */
export async function rotateSecret(
  { prisma, secret: installation }: Stores,
  caller: Caller,
  id: string,
  now = new Date(),
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  const { secret: sealed } = await ownEndpoint(prisma, caller, id);
  // After a change of the installation's secret the old one can not be read: rotating is then how to go on.
  const readable = isReadable(installation, id, sealed);
  const secret = createWebhookSecret();
  const previous = readable
    ? { previousSecret: sealed, previousSecretUntil: new Date(now.getTime() + overlapMs) }
    : { previousSecret: null, previousSecretUntil: null };
  const endpoint = await prisma.webhookEndpoint.update({
    where: { id },
    data: { secret: sealSecret(installation, id, secret), ...previous },
  });
  return { endpoint, secret };
}

/** Sends a message of the type `webhook.test`. Throws FORBIDDEN, NOT_FOUND, CONFLICT for one that is switched off. */
export async function sendTest({ prisma }: Stores, caller: Caller, id: string): Promise<WebhookDelivery> {
  const endpoint = await ownEndpoint(prisma, caller, id);
  requireEnabled(endpoint);
  const delivery = await prisma.webhookDelivery.create({
    data: {
      organizationId: caller.organizationId,
      endpointId: id,
      event: 'TEST',
      subjects: { WebhookEndpoint: id },
      nextAttemptAt: new Date(),
    },
  });
  await notifyWebhooks(prisma);
  return delivery;
}

/** Sends a message again from the first attempt on, with the same id. Throws FORBIDDEN, NOT_FOUND, CONFLICT. */
export async function replayDelivery(
  { prisma }: Stores,
  caller: Caller,
  id: string,
  now = new Date(),
): Promise<WebhookDelivery> {
  mayAdminister(caller, manage);
  const { organizationId } = caller;
  const delivery = await prisma.webhookDelivery.findFirst({
    where: { id, organizationId },
    include: { endpoint: true },
  });
  if (!delivery) throw notFound('delivery');
  requireEnabled(delivery.endpoint);
  const replayed = await prisma.webhookDelivery.update({
    where: { id },
    data: { state: 'PENDING', attempts: 0, nextAttemptAt: now, claimedUntil: null, deliveredAt: null },
  });
  await notifyWebhooks(prisma);
  return replayed;
}

function isReadable(installation: string, id: string, sealed: Uint8Array): boolean {
  try {
    openSecret(installation, id, sealed);
    return true;
  } catch {
    return false;
  }
}

async function ownEndpoint(prisma: Services['prisma'], caller: Caller, id: string): Promise<WebhookEndpoint> {
  mayAdminister(caller, manage);
  const endpoint = await prisma.webhookEndpoint.findFirst({
    where: { id, organizationId: caller.organizationId },
  });
  if (!endpoint) throw notFound('webhook endpoint');
  return endpoint;
}

function switchOf(enabled: boolean, { disabledAt }: WebhookEndpoint) {
  if (enabled) return { disabledAt: null, disabledReason: null, failingSince: null };
  return disabledAt ? {} : { disabledAt: new Date(), disabledReason: 'An administrator switched it off.' };
}

function requireEnabled({ disabledAt }: WebhookEndpoint): void {
  if (!disabledAt) return;
  throw new EventEyeError(
    'CONFLICT',
    'The endpoint is switched off. Switch it on with updateWebhookEndpoint first.',
  );
}

function checkEvents(events: readonly WebhookEvent[]): WebhookEvent[] {
  const distinct = [...new Set(events)];
  if (distinct.length === 0) throw invalid('events', 'Name at least one event.');
  return distinct;
}

function checkDescription(text: string | null | undefined): string {
  const trimmed = (text ?? '').trim();
  if (trimmed.length > 200) throw invalid('description', 'Describe it in at most 200 characters.');
  return trimmed;
}

function invalid(field: string, message: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path: ['input', field] });
}
