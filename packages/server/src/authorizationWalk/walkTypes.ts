import { GraphQLSchema, isObjectType } from 'graphql';
import { argumentSets } from './generateArguments.js';
import { operationFor } from './operation.js';
import type { Rule } from './rules.js';
import type { Scope } from './scopes.js';
import { aimAt, aimed, answer, comparable, noteLeaks, type Walk } from './walk.js';

/**
 * Hands a row to each type that has rows, as if some field had loaded it without looking whose it is, and asks every field of
 * it on behalf of everyone.
 */
export async function walkTypes(walk: Walk, only?: readonly string[]): Promise<void> {
  for (const type of Object.values(walk.schema.getTypeMap())) {
    if (!isObjectType(type) || (only && !only.includes(type.name))) continue;
    const rule = walk.expectations.types[type.name];
    if (!rule || rule === 'part') continue;
    const row = await loadRow(walk, type.name);
    if (!row) {
      walk.gaps.push(
        `There is no row for the type ${type.name}: seed one, or declare it as part of another.`,
      );
      continue;
    }
    // The type as the root of a schema of its own: its fields are asked of the row.
    const rooted = new GraphQLSchema({
      ...walk.schema.toConfig(),
      query: type,
      mutation: null,
      subscription: null,
    });
    const scope = walk.world.rows.get(row.id)?.scope ?? aimed;
    for (const field of Object.values(type.getFields())) {
      for (const optional of argumentSets(field.args)) {
        await walkField(type.name, rule, rooted, scope, row, field.name, optional);
      }
    }
  }

  async function walkField(
    typeName: string,
    rule: Rule,
    rooted: GraphQLSchema,
    scope: Scope,
    row: object,
    fieldName: string,
    optional: string[],
  ): Promise<void> {
    const type = rooted.getQueryType()!;
    const field = type.getFields()[fieldName]!;
    const name = `${typeName}.${fieldName}`;
    const what = optional.length > 0 ? `${name}(${optional})` : name;
    const operation = operationFor(
      { schema: rooted, isRowType: walk.isRowType },
      'query',
      typeName,
      field,
      aimAt(walk, aimed, 'types'),
      { optional },
    );
    let reference: string | undefined;
    let refused: string | undefined;
    for (const who of walk.callers) {
      const may = rule(who, scope);
      const sees = may && (walk.expectations.fields[name]?.(who, scope) ?? true);
      const answered = await answer(walk, rooted, who, operation, row);
      noteLeaks(walk, who, what, sees, answered, operation.variables);
      if (!sees) continue;
      if (answered.errors) {
        refused ??= `${what} refuses ${who.name}, who may see it: ${answered.errors[0]!.message}`;
        continue;
      }
      for (const visited of operation.fields) walk.seen.add(visited);
      const value = answered.data?.[fieldName];
      if (value === null && !walk.expectations.empty[name]) {
        refused ??= `${what} is null for ${who.name}: seed it, or give the reason in empty.`;
        continue;
      }
      const told = comparable(answered.data);
      reference ??= told;
      // A token for one patient sees less of what lies beside the row; of what is seen at all, all see the same.
      if (!who.only && told !== reference)
        refused ??= `${what} tells ${who.name} otherwise: ${told.slice(0, 200)}`;
    }
    if (refused) walk.gaps.push(refused);
  }
}

/** The row as Prisma gives it, with all its columns. */
async function loadRow({ services, world }: Walk, typeName: string): Promise<{ id: string } | null> {
  const id = world.idOf(typeName, aimed);
  if (!id) return null;
  const name = typeName[0]!.toLowerCase() + typeName.slice(1);
  const delegates = services.prisma as unknown as Record<
    string,
    { findUnique(query: object): Promise<{ id: string } | null> } | undefined
  >;
  return (await delegates[name]?.findUnique({ where: { id } })) ?? null;
}
