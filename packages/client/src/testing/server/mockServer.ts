import { type ErrorCode, isFinal } from '@eventeye/core';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  subscribe,
} from 'graphql';
import { sdl } from '../../generated/sdl.js';
import { fieldResolver } from './fieldResolver.js';
import type { MockContext } from './mockContext.js';
import type { MockData } from './mockData.js';
import { createTopics, type Topics } from './topics.js';

/** One operation as GraphQL transports carry it. */
export interface MockRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string | null;
}

/** What became of an operation. */
export type MockResult = ExecutionResult | { data?: unknown; errors: readonly GraphQLFormattedError[] };

/** Executes operations against data in memory through the server's own schema. */
export interface MockServer {
  data: MockData;
  topics: Topics;
  uploads: MockContext['uploads'];
  /** Answers of the next operations of a name, in place of what the data says. */
  failures: Map<string, { code: ErrorCode; message: string; times: number }>;
  /** Every operation that came, in order. */
  requests: { operationName: string; variables: Record<string, unknown> }[];
  execute(request: MockRequest, token: string | null): Promise<MockResult>;
  subscribe(request: MockRequest, token: string | null): Promise<AsyncIterable<MockResult> | MockResult>;
}

let schema: GraphQLSchema | undefined;

/** Makes a mock server over the given data. */
export function createMockServer(data: MockData, requested: (id: string) => void): MockServer {
  schema ??= buildSchema(sdl, { assumeValid: true });
  const topics = createTopics();
  const uploads: MockServer['uploads'] = new Map();
  const failures: MockServer['failures'] = new Map();
  const requests: MockServer['requests'] = [];

  const begin = (request: MockRequest, token: string | null) => {
    const document = parse(request.query);
    const operationName = request.operationName ?? getOperationAST(document)?.name?.value ?? '';
    requests.push({ operationName, variables: request.variables ?? {} });
    const failure = failures.get(operationName);
    if (failure) {
      failure.times -= 1;
      if (failure.times <= 0) failures.delete(operationName);
      return { refused: refused(failure.code, failure.message) };
    }
    const user = server.data.users.find(({ id }) => token === `mock:${id}`) ?? null;
    if (!user && (token || !withoutToken.has(operationName))) {
      return { refused: refused('UNAUTHENTICATED', 'Sign in first.') };
    }
    const contextValue: MockContext = { data: server.data, topics, user, uploads, requested };
    return { document, contextValue };
  };
  const server: MockServer = {
    data,
    topics,
    uploads,
    failures,
    requests,
    async execute(request, token) {
      const begun = begin(request, token);
      if ('refused' in begun) return begun.refused;
      const { document, contextValue } = begun;
      const variableValues = request.variables ?? {};
      return await execute({ schema: schema!, document, contextValue, variableValues, fieldResolver });
    },
    async subscribe(request, token) {
      const begun = begin(request, token);
      if ('refused' in begun) return begun.refused;
      const { document, contextValue } = begun;
      const variableValues = request.variables ?? {};
      return await subscribe({
        schema: schema!,
        document,
        contextValue,
        variableValues,
        fieldResolver: (root, args, context, info) =>
          info.parentType.name === 'Subscription'
            ? root[info.fieldName]
            : fieldResolver(root, args, context, info),
        subscribeFieldResolver: (_root, args, context: MockContext, info) =>
          streamOf(info.fieldName, args, context),
      });
    },
  };
  return server;
}

/** What goes without a token; the viewer of nobody is null. */
const withoutToken = new Set([
  'SignIn',
  'RefreshSession',
  'SignOut',
  'SignInProviders',
  'ExchangeSignInCode',
  'Viewer',
]);

function streamOf(field: string, args: Record<string, unknown>, { data, topics }: MockContext) {
  const id = String(args.analysisId ?? args.seriesAnalysisId ?? args.patientId);
  const read = {
    analysisUpdated: () => data.analyses.find((one) => one.id === id),
    seriesAnalysisUpdated: () => data.seriesAnalyses.find((one) => one.id === id),
    patientActivity: () => data.analyses.find(({ medicalImage }) => medicalImage.patient.id === id),
  }[field];
  const first = read?.();
  if (!read || !first) throw new Error('There is no such thing in your organization.');
  const states = topics.states(
    id,
    () => ({ [field]: read()! }),
    (state) => field !== 'patientActivity' && isFinal(state[field]!.status),
  );
  return states;
}

/** An operation that is refused as a whole. */
export function refused(code: ErrorCode, message: string): MockResult {
  return { errors: [{ message, extensions: { code } }] };
}
