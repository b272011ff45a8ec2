import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { FileUpload } from 'graphql-upload/processRequest.mjs';
import { isBounded } from '../access/bounds.js';
import { isVisible, type TypedRow } from '../access/isVisible.js';
import { canAdminister } from '../access/mayAdminister.js';
import { canRead } from '../access/mayRead.js';
import { refusal } from '../access/refusal.js';
import type PrismaTypes from '../generated/pothos.js';
import { getDatamodel } from '../generated/pothos.js';
import { argumentChecks } from './argumentChecks.js';
import type { RequestContext } from './context.js';
import { decodeGlobalId, encodeGlobalId } from './globalId.js';
import { queryCost } from './queryCost.js';

/** Types that the schema is built with. */
export interface ServerSchemaTypes {
  Context: RequestContext;
  PrismaTypes: PrismaTypes;
  AuthScopes: {
    signedIn: boolean;
    read: boolean;
    administer: boolean;
    unbounded: boolean;
    organization: string;
    visible: TypedRow;
  };
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
    Upload: { Input: Promise<FileUpload>; Output: never };
    ID: { Input: string; Output: string };
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
}

/** Collects the schema; each entity's file adds its own types and root fields. */
export const builder = new SchemaBuilder<ServerSchemaTypes>({
  plugins: [argumentChecks, ComplexityPlugin, ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  complexity: queryCost,
  scopeAuth: {
    authScopes: (context) => ({
      // Functions, because signing in changes on whose behalf a request speaks.
      signedIn: () => context.caller !== null,
      read: () => context.caller !== null && canRead(context.caller),
      administer: () => context.caller !== null && canAdminister(context.caller),
      // Not with a token of one patient or study.
      unbounded: () => context.caller !== null && canRead(context.caller) && !isBounded(context.caller),
      // The second wall: look-ups already stay inside what the caller may see, and a row from outside is still refused.
      organization: (id) =>
        context.caller?.organizationId === id && canRead(context.caller) && !isBounded(context.caller),
      visible: (row) => isVisible(context, row),
    }),
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, context, _info, { failure }) => refusal(context, failure),
  },
  prisma: {
    client: (context) => context.services.prisma,
    dmmf: getDatamodel(),
    defaultConnectionSize: 20,
    maxConnectionSize: 100,
  },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: (globalId) => decodeGlobalId(globalId) ?? { typename: '', id: '' },
    nodeTypeOptions: { description: 'Anything with a global id that node(id:) can fetch again.' },
    idFieldOptions: { description: 'Opaque global id; stays the same for the life of the object.' },
    pageInfoTypeOptions: { description: 'Where a page of a connection stands.' },
    hasNextPageFieldOptions: { description: 'Whether there is more after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there is more before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first edge; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last edge; null on an empty page.' },
    defaultConnectionTypeOptions: { description: 'One page of a list.' },
    defaultEdgeTypeOptions: { description: 'One item of a page with its cursor.' },
    cursorFieldOptions: { description: 'Give it as `after` or `before` to go on from here.' },
    edgesFieldOptions: {
      description: 'The items of this page, in order.',
      nullable: { list: false, items: false },
    },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    pageInfoFieldOptions: { description: 'Where this page stands.' },
    firstArgOptions: { description: 'How many from the front, at most 100; 20 when left out.' },
    afterArgOptions: { description: 'Begin behind this cursor.' },
    lastArgOptions: { description: 'How many from the back, at most 100.' },
    beforeArgOptions: { description: 'End before this cursor.' },
  },
});

// Whoever adds a root field gets one that needs a caller who may read, or change, unless the field says otherwise.
builder.queryType({ description: 'What can be read.', authScopes: { read: true } });
builder.mutationType({
  description: 'What can be changed. Expected failures come back as members of the result union.',
  authScopes: { signedIn: true },
});
builder.subscriptionType({
  description: 'What can be watched. The current state is sent first, so a reconnect misses nothing.',
  authScopes: { read: true },
});
