import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Aim, generateArguments } from './generateArguments.js';

/** A GraphQL request that asks for one field and all that is beneath it. */
export interface Operation {
  text: string;
  variables: Record<string, unknown>;
  /** `Type.field` of everything that it asks for. */
  fields: Set<string>;
}

/** What makes operations of a schema. */
export interface OperationSource {
  schema: GraphQLSchema;
  /** Types with rows of their own: what is beneath them is asked for one level deep, and what is part of them whole. */
  isRowType(name: string): boolean;
}

/** Asks for one field, with its required arguments and the optional ones named; of rows as much as `rows` says. */
export function operationFor(
  { schema, isRowType }: OperationSource,
  kind: 'query' | 'mutation' | 'subscription',
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  aim: Aim,
  { optional = [], rows = 'whole' }: { optional?: readonly string[]; rows?: 'whole' | 'ids' | 'none' } = {},
): Operation {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fields = new Set<string>();
  const body = ask(typeName, field, 1, [], optional);
  const head = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  return { text: `${kind} Walk${head} { ${body} }`, variables, fields };

  function ask(
    owner: string,
    { name, args, type }: GraphQLField<unknown, unknown>,
    left: number,
    within: readonly string[],
    chosen: readonly string[] = [],
  ): string {
    fields.add(`${owner}.${name}`);
    const values = generateArguments(`${owner}.${name}`, args, aim, chosen);
    const given = args
      .filter((arg) => arg.name in values)
      .map((arg) => {
        const variable = `v${definitions.length}`;
        definitions.push(`$${variable}: ${arg.type}`);
        variables[variable] = values[arg.name];
        return `${arg.name}: $${variable}`;
      });
    const call = given.length > 0 ? `${name}(${given.join(', ')})` : name;
    const beneath = getNamedType(type);
    return isLeafType(beneath) ? call : `${call} { ${select(beneath, left, within)} }`;
  }

  function select(type: GraphQLNamedType, left: number, within: readonly string[]): string {
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type);
      // Of any node, what has to do with the aim is asked for elsewhere, type by type.
      const named = type.name === 'Node' ? [] : members;
      return [
        '__typename',
        ...named.map((member) => `... on ${member.name} { ${select(member, left, within)} }`),
      ].join(' ');
    }
    if (!isObjectType(type)) throw new Error(`The walk can not select ${type.name}.`);
    const remaining = isRowType(type.name) ? left - 1 : left;
    const inside = [...within, type.name];
    const asked = Object.values(type.getFields()).flatMap((field) => {
      if (rows === 'ids' && isRowType(type.name) && field.name !== 'id') return [];
      if (rows === 'none' && isRowType(getNamedType(field.type).name)) return [];
      // What needs arguments is asked of its own type.
      if (field.args.some(({ type: given }) => isNonNullType(given))) return [];
      const beneath = getNamedType(field.type);
      const isLeaf = isLeafType(beneath);
      const isRow = isRowType(beneath.name) || /Connection(Edge)?$/.test(beneath.name);
      if (!isLeaf && (isRow ? remaining <= 0 : inside.includes(beneath.name))) return [];
      return [ask(type.name, field, remaining, inside)];
    });
    return ['__typename', ...asked].join(' ');
  }
}
