import type { ErrorCode } from '@eventeye/core';
import { z } from 'zod';
import { apiPath } from './apiPath.js';
import type { Operation } from './operation.js';
import { operations } from './operations.js';
import { problemStatus } from './problem.js';
import { resources } from './resources.js';

/** An OpenAPI 3.1 document, loosely typed. */
export type OpenApiDocument = Record<string, unknown> & {
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
};

/** One operation of the document. */
export interface OpenApiOperation {
  operationId: string;
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  [key: string]: unknown;
}

/** Failures that every operation can meet. */
const always: ErrorCode[] = ['QUOTA_EXCEEDED', 'INTERNAL'];

/** The REST face as OpenAPI 3.1, printed from the schemas that requests are checked with and answers are made to. */
export function openApiDocument(serverUrl: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    const path = `${apiPath}${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'EventEye REST API',
      version: '1',
      summary: 'Upload breast MR images, have them analysed, read the results.',
      description:
        'The same data, authorization and errors as the GraphQL API, for programs that would rather use curl. Ids are the same in both. The shipped model is a demonstration and not validated on patients: every result says so in model.isDemonstration.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl || '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The accessToken of POST /api/auth/token/, or an API key.',
        },
      },
    },
  };
}

function components(): Record<string, object> {
  const { schemas } = z.toJSONSchema(resources, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema)]));
}

/** The dialect and the address of a schema are the document's. */
function withoutDialect({ $schema, $id, ...schema }: Record<string, unknown>): object {
  return schema;
}

/** A schema where it is used: by name where it has one. */
function reference(schema: z.ZodType): object {
  const named = resources.get(schema);
  if (named) return { $ref: `#/components/schemas/${named.id}` };
  return withoutDialect(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>);
}

function describe(operation: Operation): OpenApiOperation {
  const { operationId, tag, summary, description, body, open, curl } = operation;
  const parameters = [
    ...parametersOf(operation.params, 'path'),
    ...parametersOf(operation.query, 'query'),
    {
      name: 'Accept-Language',
      in: 'header',
      required: false,
      description: 'Language of texts for people: en or ko.',
      schema: { type: 'string' },
    },
  ];
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    ...(open && { security: [] }),
    parameters,
    ...(body && { requestBody: requestBody(body) }),
    responses: { ...answersOf(operation), ...failuresOf(operation) },
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curl }],
  };
}

function parametersOf(schema: z.ZodObject, where: 'path' | 'query'): object[] {
  return Object.entries(schema.shape).map(([name, one]) => {
    const { description, ...rest } = reference(one as z.ZodType) as { description?: string };
    const required = where === 'path' || !(one as z.ZodType).safeParse(undefined).success;
    return { name, in: where, required, ...(description && { description }), schema: plain(rest) };
  });
}

/** Text that is read as a number comes out of zod without a type on the input side. */
function plain(schema: Record<string, unknown>): object {
  return schema.type === undefined && ('minimum' in schema || 'maximum' in schema)
    ? { type: 'integer', ...schema }
    : schema;
}

function requestBody({ kind, schema }: NonNullable<Operation['body']>): object {
  const properties = reference(schema) as { properties?: object; required?: string[] };
  if (kind === 'json') {
    const content = { schema: properties };
    return {
      required: (properties.required ?? []).length > 0,
      content: { 'application/json': content, 'application/x-www-form-urlencoded': content },
    };
  }
  const file = {
    type: 'array',
    minItems: 1,
    maxItems: 512,
    items: { type: 'string', contentMediaType: 'application/octet-stream' },
    description: 'One field for each file; told by content, not by name.',
  };
  const form = { ...properties, properties: { file, ...properties.properties }, required: ['file'] };
  return { required: true, content: { 'multipart/form-data': { schema: form } } };
}

function answersOf({ answers }: Operation): OpenApiOperation['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, headers }]) => [
      status,
      {
        description,
        ...(headers && { headers: described(headers) }),
        content: { 'application/json': { schema: reference(schema) } },
      },
    ]),
  );
}

const described = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );

const headersOfStatus: Record<number, Record<string, string>> = {
  401: { 'WWW-Authenticate': 'How to sign in (RFC 6750).' },
  429: { 'Retry-After': 'Seconds.' },
};

function failuresOf({ failures, open }: Operation): OpenApiOperation['responses'] {
  const codes = [
    ...failures,
    ...(open ? [] : (['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN'] as const)),
    ...always,
  ];
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) {
    const status = problemStatus(code);
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, these]) => [
        String(status),
        {
          description: [...these].join(', '),
          ...(headersOfStatus[status] && { headers: described(headersOfStatus[status]) }),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}
