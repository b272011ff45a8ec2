import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
} from 'graphql';

/**
 * What a schema lacks of a contract: types, fields, arguments, values and members that are not there or have another type. What
 * the schema has beyond the contract is welcome. The contract is a text in SDL that may name types it does not define.
 *
 * @returns one line a gap, such as `Query.patient(mrn:) is missing`.
 */
export function contractGaps(contract: string, schema: GraphQLSchema): string[] {
  return parse(contract).definitions.flatMap((definition) => gapsOf(definition, schema));
}

function gapsOf(definition: DefinitionNode, schema: GraphQLSchema): string[] {
  if (!('name' in definition) || !definition.name) return [];
  const name = definition.name.value;
  const type = schema.getType(name);
  if (!type) return [`${name} is missing`];
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const interfaces = namesOf('getInterfaces' in type ? type.getInterfaces() : []);
      return [
        ...missing(name, 'implements', namesOf(definition.interfaces), interfaces),
        ...(definition.fields ?? []).flatMap((field) => fieldGaps(name, field, type)),
      ];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap((field) =>
        inputGaps(`${name}.${field.name.value}`, field, inputOf(type, field)),
      );
    case Kind.ENUM_TYPE_DEFINITION:
      return missing(
        name,
        'has',
        namesOf(definition.values),
        isEnumType(type) ? namesOf(type.getValues()) : [],
      );
    case Kind.UNION_TYPE_DEFINITION:
      return missing(
        name,
        'may be',
        namesOf(definition.types),
        isUnionType(type) ? namesOf(type.getTypes()) : [],
      );
    default:
      return [];
  }
}

function fieldGaps(owner: string, wanted: FieldDefinitionNode, type: GraphQLNamedType): string[] {
  const path = `${owner}.${wanted.name.value}`;
  const fields: Record<string, GraphQLField<unknown, unknown>> = isObjectType(type) || isInterfaceType(type)
    ? type.getFields()
    : {};
  const field = fields[wanted.name.value];
  if (!field) return [`${path} is missing`];
  const args = (wanted.arguments ?? []).flatMap((arg) =>
    inputGaps(
      `${path}(${arg.name.value}:)`,
      arg,
      field.args.find(({ name }) => name === arg.name.value),
    ),
  );
  return [...typeGap(path, wanted, field), ...args];
}

function inputGaps(
  path: string,
  wanted: InputValueDefinitionNode,
  found: GraphQLArgument | GraphQLInputField | undefined,
): string[] {
  return found ? typeGap(path, wanted, found) : [`${path} is missing`];
}

function inputOf(type: GraphQLNamedType, field: InputValueDefinitionNode): GraphQLInputField | undefined {
  return isInputObjectType(type) ? type.getFields()[field.name.value] : undefined;
}

function typeGap(
  path: string,
  wanted: FieldDefinitionNode | InputValueDefinitionNode,
  found: { type: unknown },
): string[] {
  const [as, is] = [print(wanted.type), String(found.type)];
  // A result that is never null is more than was promised.
  const isMore = wanted.kind === Kind.FIELD_DEFINITION && `${as}!` === is;
  return as === is || isMore ? [] : [`${path} is ${is} and not ${as}`];
}

function missing(name: string, verb: string, wanted: string[], found: string[]): string[] {
  return wanted.filter((one) => !found.includes(one)).map((one) => `${name} no longer ${verb} ${one}`);
}

function namesOf(nodes: readonly { name: string | { value: string } }[] = []): string[] {
  return nodes.map(({ name }) => (typeof name === 'string' ? name : name.value));
}
