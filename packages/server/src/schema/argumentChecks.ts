import { EventEyeError } from '@eventeye/core';
import SchemaBuilderClass, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';

/** The most that one page may hold. */
export const maxPageSize = 100;

/** Name of the Pothos plugin below. */
export const argumentChecks = 'eventeyeArgumentChecks' as const;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes, T extends object = object> {
      eventeyeArgumentChecks: ArgumentChecksPlugin<Types, T>;
    }
  }
}

/**
 * Refuses what no field can use, before any resolver sees it: pages beyond the limit, which the Prisma plugin would
 * silently shorten so that a client takes it for the end; cursors that are none; and the character NUL, which
 * PostgreSQL can not store and answers with an error of its own.
 */
class ArgumentChecksPlugin<Types extends SchemaTypes, T extends object = object> extends BasePlugin<
  Types,
  T
> {
  /** The Prisma plugin adds this field without a place to describe it. */
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.name !== 'totalCount' || field.description) return field;
    return { ...field, description: 'How many there are on all pages together.' };
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (Object.keys(field.args).length === 0) return resolver;
    const isConnection = 'first' in field.args;
    return (parent, args, context, info) => {
      refuseNul(args, []);
      if (isConnection) checkPage(args as Record<string, unknown>);
      return resolver(parent, args, context, info);
    };
  }
}

/** Throws VALIDATION_FAILED for a page that no connection gives, and for cursors that are none. */
export function checkPage(args: Record<string, unknown>): void {
  for (const name of ['first', 'last']) {
    const size = args[name];
    if (typeof size !== 'number' || (size >= 0 && size <= maxPageSize)) continue;
    throw refusal(`Ask for 0 to ${maxPageSize} items: "${name}" is ${size}.`, [name]);
  }
  for (const name of ['after', 'before']) {
    const cursor = args[name];
    if (typeof cursor !== 'string' || isCursor(cursor)) continue;
    throw refusal(`"${name}" is no cursor. Use the cursor of an edge, startCursor or endCursor.`, [name]);
  }
}

/** The Prisma plugin's cursors over row ids. */
function isCursor(cursor: string): boolean {
  return /^GPC:S:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(Buffer.from(cursor, 'base64').toString());
}

function refuseNul(value: unknown, path: string[]): void {
  if (typeof value === 'string' && value.includes('\0')) {
    throw refusal(`"${path.join('.')}" holds the character NUL. Leave it out.`, path);
  }
  // Plain objects only: uploads and dates hold no text of the caller.
  if (typeof value !== 'object' || value === null) return;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return;
  for (const [name, inner] of Object.entries(value)) refuseNul(inner, [...path, name]);
}

function refusal(message: string, path: string[]): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path });
}

SchemaBuilderClass.registerPlugin(argumentChecks, ArgumentChecksPlugin);
