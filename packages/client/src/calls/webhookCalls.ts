import { unwrap } from '../errors/unwrap.js';
import type {
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveriesQueryVariables,
  WebhookDeliveryFieldsFragment,
  WebhookEndpointFieldsFragment,
} from '../generated/graphql.js';
import * as documents from '../generated/laterDocuments.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import type { Ask } from './ask.js';

/** Other systems that are told what happens. For administrators. */
export interface WebhookCalls {
  /** The endpoints, newest first. */
  endpoints(page?: PageArguments): Promise<Page<WebhookEndpointFieldsFragment>>;
  /** @returns the endpoint with the secret that signs its messages, which is shown this once. */
  createEndpoint(
    input: CreateWebhookEndpointInput,
  ): Promise<{ secret: string; endpoint: WebhookEndpointFieldsFragment }>;
  /** Changes an endpoint, or switches it on or off. */
  updateEndpoint(input: UpdateWebhookEndpointInput): Promise<WebhookEndpointFieldsFragment>;
  /** Deletes an endpoint with its deliveries. */
  deleteEndpoint(endpointId: string): Promise<void>;
  /** A new secret; for a day messages carry both signatures. */
  rotateSecret(endpointId: string): Promise<{ secret: string; endpoint: WebhookEndpointFieldsFragment }>;
  /** Sends a message of the type "webhook.test". */
  sendTest(endpointId: string): Promise<WebhookDeliveryFieldsFragment>;
  /** Messages of the last 30 days, newest first. */
  deliveries(
    options?: Pick<WebhookDeliveriesQueryVariables, 'endpointId' | 'state'> & PageArguments,
  ): Promise<Page<WebhookDeliveryFieldsFragment>>;
  /** Sends a message again from the first attempt on. */
  replay(deliveryId: string): Promise<WebhookDeliveryFieldsFragment>;
}

/** The calls about webhooks. */
export function webhookCalls({ page, mutate }: Ask): WebhookCalls {
  return {
    endpoints: async (given = {}) =>
      pageOf((await page(documents.WebhookEndpointsDocument, given)).webhookEndpoints),
    async createEndpoint(input) {
      const answer = await mutate(documents.CreateWebhookEndpointDocument, { input });
      const { secret, endpoint } = unwrap(answer.createWebhookEndpoint);
      return { secret, endpoint };
    },
    async updateEndpoint(input) {
      const answer = await mutate(documents.UpdateWebhookEndpointDocument, { input });
      return unwrap(answer.updateWebhookEndpoint).endpoint;
    },
    async deleteEndpoint(endpointId) {
      unwrap(
        (await mutate(documents.DeleteWebhookEndpointDocument, { input: { endpointId } }))
          .deleteWebhookEndpoint,
      );
    },
    async rotateSecret(endpointId) {
      const answer = await mutate(documents.RotateWebhookSecretDocument, { input: { endpointId } });
      const { secret, endpoint } = unwrap(answer.rotateWebhookSecret);
      return { secret, endpoint };
    },
    async sendTest(endpointId) {
      const answer = await mutate(documents.SendTestWebhookDocument, { input: { endpointId } });
      return unwrap(answer.sendTestWebhook).delivery;
    },
    deliveries: async (given = {}) =>
      pageOf((await page(documents.WebhookDeliveriesDocument, given)).webhookDeliveries),
    async replay(deliveryId) {
      const answer = await mutate(documents.ReplayWebhookDeliveryDocument, { input: { deliveryId } });
      return unwrap(answer.replayWebhookDelivery).delivery;
    },
  };
}
