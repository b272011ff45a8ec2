import { EventEyeError } from '@eventeye/core';
import SchemaBuilderClass, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';

/** The most that one page may hold. */
export const maxPageSize = 100;

/** Name of the Pothos plugin below. */
export const pageSizePlugin = 'eventeyePageSize' as const;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes, T extends object = object> {
      eventeyePageSize: PageSizePlugin<Types, T>;
    }
  }
}

/** Refuses pages beyond the limit instead of silently shortening them, which a client would take for the end. */
class PageSizePlugin<Types extends SchemaTypes, T extends object = object> extends BasePlugin<Types, T> {
  /** The Prisma plugin adds this field without a place to describe it. */
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.name !== 'totalCount' || field.description) return field;
    return { ...field, description: 'How many there are on all pages together.' };
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!('first' in field.args)) return resolver;
    return (parent, args, context, info) => {
      for (const name of ['first', 'last'] as const)
        checkPageSize(name, (args as Record<string, unknown>)[name]);
      return resolver(parent, args, context, info);
    };
  }
}

function checkPageSize(name: string, size: unknown): void {
  if (typeof size !== 'number' || (size >= 0 && size <= maxPageSize)) return;
  throw new EventEyeError('VALIDATION_FAILED', `Ask for 0 to ${maxPageSize} items: "${name}" is ${size}.`, {
    path: [name],
  });
}

SchemaBuilderClass.registerPlugin(pageSizePlugin, PageSizePlugin);
