import type { FieldMap } from '@pothos/core';
import type { ServerSchemaTypes } from './builder.js';
import { type CountedRelation, countRows } from './countRows.js';

type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<ServerSchemaTypes>,
  object
>;

/** Gives a connection of a row its `totalCount`, asked of the database only when it is selected. */
export function counted(relation: CountedRelation): { fields: (t: FieldBuilder) => FieldMap } {
  return {
    fields: (t) => ({
      totalCount: t.int({
        nullable: false,
        description: 'How many there are on all pages together.',
        // The Prisma plugin keeps the row that a connection belongs to beside its edges.
        resolve: (connection, _args, context) =>
          countRows(context, relation, (connection as { parent: { id: string } }).parent.id),
      }),
    }),
  };
}
