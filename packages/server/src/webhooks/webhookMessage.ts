import { createHmac } from 'node:crypto';
import type { WebhookEvent } from '../database/client.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { secretBytes } from './webhookSecret.js';

/** What a delivery tells. */
export interface ToldEvent {
  id: string;
  event: WebhookEvent;
  subjects: unknown;
  createdAt: Date;
}

/** How the body names events: `analysis.succeeded`. */
export const eventNames: Readonly<Record<WebhookEvent, string>> = {
  ANALYSIS_SUCCEEDED: 'analysis.succeeded',
  ANALYSIS_FAILED: 'analysis.failed',
  ANALYSIS_CANCELED: 'analysis.canceled',
  SERIES_ANALYSIS_COMPLETED: 'series_analysis.completed',
  IMAGE_STORED: 'image.stored',
  READING_RECORDED: 'reading.recorded',
  TEST: 'webhook.test',
};

/** The id that stays the same however often a message is sent, by which receivers know what they have already seen. */
export function messageIdOf(deliveryId: string): string {
  return `msg_${deliveryId}`;
}

/** The body: ids alone, for a receiver to ask with a token of its own. What a mistaken address receives tells of nobody. */
export function bodyOf({ id, event, subjects, createdAt }: ToldEvent): string {
  const data: Record<string, string> = {};
  for (const [type, rowId] of Object.entries(subjects as Record<string, string | null>)) {
    if (rowId) data[`${type[0]!.toLowerCase()}${type.slice(1)}Id`] = encodeGlobalId(type, rowId);
  }
  return JSON.stringify({
    id: messageIdOf(id),
    type: eventNames[event],
    createdAt: createdAt.toISOString(),
    data: Object.fromEntries(Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1))),
  });
}

/** The headers of the Standard Webhooks specification; one signature for each secret that is good now. */
export function signatureHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secretBytes(secret)).update(signed).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
