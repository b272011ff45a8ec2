import type { WebhookDelivery, WebhookEndpoint } from '../database/client.js';
import { builder } from '../schema/builder.js';
import type { ErrorTypeName } from '../schema/errors.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import {
  createEndpoint,
  deleteEndpoint,
  replayDelivery,
  rotateSecret,
  sendTest,
  updateEndpoint,
} from './endpoints.js';
import { WebhookDeliveryNode, WebhookEndpointNode, WebhookEventEnum } from './schema.js';

const endpointPayload = (name: string, description: string) =>
  builder.objectRef<{ endpoint: WebhookEndpoint }>(name).implement({
    description,
    fields: (t) => ({
      endpoint: t.field({
        type: WebhookEndpointNode,
        description: 'The endpoint.',
        resolve: ({ endpoint }) => endpoint,
      }),
    }),
  });
const secretPayload = (name: string, description: string) =>
  builder.objectRef<{ endpoint: WebhookEndpoint; secret: string }>(name).implement({
    description,
    fields: (t) => ({
      endpoint: t.field({
        type: WebhookEndpointNode,
        description: 'The endpoint.',
        resolve: ({ endpoint }) => endpoint,
      }),
      secret: t.exposeString('secret', {
        description: 'What messages are signed with, `whsec_…`. It is shown this once; store it safely.',
      }),
    }),
  });
const deliveryPayload = (name: string, description: string) =>
  builder.objectRef<{ delivery: WebhookDelivery }>(name).implement({
    description,
    fields: (t) => ({
      delivery: t.field({
        type: WebhookDeliveryNode,
        description: 'The message.',
        resolve: ({ delivery }) => delivery,
      }),
    }),
  });
const unionOf = <Payload extends object>(
  mutation: string,
  payload: Parameters<typeof resultUnion<Payload>>[1],
  failures: readonly ErrorTypeName[],
) =>
  resultUnion<Payload>(
    `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Result`,
    payload,
    failures,
    `How ${mutation} ends.`,
  );

const endpointInput = (name: string) =>
  builder.inputType(name, {
    description: 'Which endpoint.',
    fields: (t) => ({ endpointId: t.id({ required: true, description: 'The endpoint.' }) }),
  });
const endpointIdOf = (input: { endpointId: string }) =>
  requireRowId('WebhookEndpoint', input.endpointId, 'webhook endpoint');

const created = unionOf(
  'createWebhookEndpoint',
  secretPayload('CreateWebhookEndpointPayload', 'It is told from now on.'),
  ['ValidationError', 'ConflictError', 'ForbiddenError'],
);
const CreateInput = builder.inputType('CreateWebhookEndpointInput', {
  description: 'Where messages go, and about what.',
  fields: (t) => ({
    url: t.string({ required: true, description: 'An https address that takes POST requests.' }),
    description: t.string({ description: 'What it is for, up to 200 characters.' }),
    events: t.field({ type: [WebhookEventEnum], required: true, description: 'What it is told of.' }),
  }),
});
builder.mutationField('createWebhookEndpoint', (t) =>
  t.field({
    type: created.union,
    description: 'For administrators: tells another system from now on what happens, with signed messages.',
    args: { input: t.arg({ type: CreateInput, required: true, description: 'The endpoint.' }) },
    resolve: (_root, { input }, context) =>
      created.settle(() => createEndpoint(context.services, requireCaller(context), input)),
  }),
);

const updated = unionOf(
  'updateWebhookEndpoint',
  endpointPayload('UpdateWebhookEndpointPayload', 'It is changed.'),
  ['ValidationError', 'NotFoundError', 'ForbiddenError'],
);
const UpdateInput = builder.inputType('UpdateWebhookEndpointInput', {
  description: 'Which endpoint, and what is to change; what is left out stays.',
  fields: (t) => ({
    endpointId: t.id({ required: true, description: 'The endpoint.' }),
    url: t.string({ description: 'Another address.' }),
    description: t.string({ description: 'Another description.' }),
    events: t.field({ type: [WebhookEventEnum], description: 'Other events.' }),
    enabled: t.boolean({
      description: 'Whether messages are sent. Those that waited go out when it is switched on.',
    }),
  }),
});
builder.mutationField('updateWebhookEndpoint', (t) =>
  t.field({
    type: updated.union,
    description: 'For administrators: changes an endpoint, or switches it on or off.',
    args: { input: t.arg({ type: UpdateInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, context) =>
      updated.settle(async () => {
        const { url, description, events, enabled } = input;
        const change = {
          ...(url != null && { url }),
          ...(description != null && { description }),
          ...(events != null && { events }),
          ...(enabled != null && { enabled }),
        };
        return {
          endpoint: await updateEndpoint(
            context.services,
            requireCaller(context),
            endpointIdOf(input),
            change,
          ),
        };
      }),
  }),
);

const DeletePayload = builder.objectRef<{ deletedId: string }>('DeleteWebhookEndpointPayload').implement({
  description: 'It is told nothing any more.',
  fields: (t) => ({ deletedId: t.exposeID('deletedId', { description: 'Global id of what was deleted.' }) }),
});
const deleted = unionOf('deleteWebhookEndpoint', DeletePayload, ['NotFoundError', 'ForbiddenError']);
const DeleteInput = endpointInput('DeleteWebhookEndpointInput');
builder.mutationField('deleteWebhookEndpoint', (t) =>
  t.field({
    type: deleted.union,
    description: 'For administrators: deletes an endpoint with its deliveries.',
    args: { input: t.arg({ type: DeleteInput, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, { input }, context) =>
      deleted.settle(async () => {
        await deleteEndpoint(context.services, requireCaller(context), endpointIdOf(input));
        return { deletedId: input.endpointId };
      }),
  }),
);

const rotated = unionOf(
  'rotateWebhookSecret',
  secretPayload(
    'RotateWebhookSecretPayload',
    'Messages carry two signatures for a day: by the new secret and by the old.',
  ),
  ['NotFoundError', 'ForbiddenError'],
);
const RotateInput = endpointInput('RotateWebhookSecretInput');
builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: rotated.union,
    description: 'For administrators: a new secret for an endpoint.',
    args: { input: t.arg({ type: RotateInput, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, { input }, context) =>
      rotated.settle(async () => rotateSecret(context.services, requireCaller(context), endpointIdOf(input))),
  }),
);

const tested = unionOf(
  'sendTestWebhook',
  deliveryPayload('SendTestWebhookPayload', 'A test message is on its way.'),
  ['NotFoundError', 'ForbiddenError', 'ConflictError'],
);
const TestInput = endpointInput('SendTestWebhookInput');
builder.mutationField('sendTestWebhook', (t) =>
  t.field({
    type: tested.union,
    description: 'For administrators: sends a message of the type "webhook.test".',
    args: { input: t.arg({ type: TestInput, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, { input }, context) =>
      tested.settle(async () => ({
        delivery: await sendTest(context.services, requireCaller(context), endpointIdOf(input)),
      })),
  }),
);

const replayed = unionOf(
  'replayWebhookDelivery',
  deliveryPayload('ReplayWebhookDeliveryPayload', 'The message is sent again, with the same id.'),
  ['NotFoundError', 'ForbiddenError', 'ConflictError'],
);
const ReplayInput = builder.inputType('ReplayWebhookDeliveryInput', {
  description: 'Which message.',
  fields: (t) => ({ deliveryId: t.id({ required: true, description: 'The delivery.' }) }),
});
builder.mutationField('replayWebhookDelivery', (t) =>
  t.field({
    type: replayed.union,
    description: 'For administrators: sends a message again from the first attempt on.',
    args: { input: t.arg({ type: ReplayInput, required: true, description: 'Which message.' }) },
    resolve: (_root, { input }, context) =>
      replayed.settle(async () => {
        const id = requireRowId('WebhookDelivery', input.deliveryId, 'delivery');
        return { delivery: await replayDelivery(context.services, requireCaller(context), id) };
      }),
  }),
);
