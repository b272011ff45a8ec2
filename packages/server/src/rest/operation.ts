import type { ErrorCode } from '@eventeye/core';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { RequestContext } from '../schema/context.js';

/** What an operation of the REST face is given. */
export interface Call<Params, Query, Body> {
  context: RequestContext;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
  response: Response;
}

/** What it answers. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The body that an operation reads. */
export type BodyKind =
  /** JSON, or a form with the same names; may be missing where every property may. */
  | 'json'
  /** multipart/form-data, which the operation reads itself. */
  | 'files';

/** One operation: what it takes and answers as schemas, from which validation and the OpenAPI document both come. */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
> {
  method: 'get' | 'post';
  /** Below `/api`, with parameters in braces and a slash at the end. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** Whether it works without a token. */
  open?: boolean;
  params: Params;
  query: Query;
  body?: { kind: BodyKind; schema: Body };
  answers: Record<number, { description: string; schema: z.ZodType; headers?: Record<string, string> }>;
  /** Failures worth naming; those of every operation are added. */
  failures: readonly ErrorCode[];
  /** A command that works, with $EVENTEYE as the server's address and $TOKEN as the access token. */
  curl: string;
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Answer>;
}

/** Checks an operation's parts against each other; the list of operations forgets their schemas' types. */
export function operation<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodObject>(
  definition: Operation<Params, Query, Body>,
): Operation {
  return definition as unknown as Operation;
}
