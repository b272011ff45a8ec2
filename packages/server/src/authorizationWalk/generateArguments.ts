import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { figures, leftOut, rowIds, texts, typeOfId } from './knownArguments.js';
import { uploadOf } from './uploadOf.js';

/** Whose rows the arguments name. */
export interface Aim {
  /** The global id of the type's row that arguments are to name, or null where there is no such row. */
  idOf(typename: string): string | null;
  /** The row's own id, where a client is given that. */
  rowIdOf(table: string): string | null;
  /** What the row holds in a column, for look-ups by another name than the id. */
  textOf(name: string): string | undefined;
  /** A cursor made of the id of a row, as if the caller had got hold of it. */
  cursor: string;
  /** Different for every call, for what must be new. */
  fresh: string;
}

type Input = GraphQLArgument | GraphQLInputField;

/**
 * Values for the required inputs, and for the optional ones named. From names and types alone, so that a new field needs no
 * line here as long as its arguments are of kinds that are known.
 *
 * @param owner the field or input type, for names and messages: `Query.patient`.
 */
export function generateArguments(
  owner: string,
  inputs: readonly Input[],
  aim: Aim,
  optional: readonly string[] = [],
): Record<string, unknown> {
  const wanted = inputs.filter(({ name, type }) => isNonNullType(type) || optional.includes(name));
  return Object.fromEntries(
    wanted.map((input) => [input.name, makeValue(owner, input.name, input.type, aim)]),
  );
}

/** The sets of optional arguments that are tried: none, and each on its own or with what goes with it. */
export function argumentSets(inputs: readonly Input[]): string[][] {
  return [[], ...optionalNames(inputs).map((name) => together.find((set) => set.includes(name)) ?? [name])];
}

const together = [['windowCenter', 'windowWidth']];

function optionalNames(inputs: readonly Input[]): string[] {
  return inputs.filter(({ type }) => !isNonNullType(type)).map(({ name }) => name);
}

function makeValue(owner: string, name: string, type: GraphQLInputType, aim: Aim): unknown {
  if (isNonNullType(type)) return makeValue(owner, name, type.ofType, aim);
  if (isListType(type)) return [makeValue(owner, name.replace(/s$/, ''), type.ofType, aim)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    // All of an input: what is optional names rows as well.
    return generateArguments(
      type.name,
      fields,
      aim,
      optionalNames(fields).filter((one) => !leftOut.includes(`${type.name}.${one}`)),
    );
  }
  const place = `${owner}(${name}:)`;
  switch (getNamedType(type).name) {
    case 'ID':
      return idFor(owner, name, place, aim);
    case 'String':
      return textFor(name, place, aim);
    case 'Int':
      return figures[name] ?? 1;
    case 'Float':
      return figures[name] ?? 0.5;
    case 'Boolean':
      return true;
    case 'DateTime':
      return new Date(Date.now() + 3_600_000).toISOString();
    case 'Date':
      return '1990-01-31';
    case 'Upload':
      return uploadOf(aim.fresh);
    case 'JSON':
      return {};
    default:
      throw new Error(
        `The walk makes no ${getNamedType(type).name} for ${place}. Add one to makeValue of generateArguments.ts.`,
      );
  }
}

function idFor(owner: string, name: string, place: string, aim: Aim): string {
  const table = rowIds[name];
  const rowId = table && aim.rowIdOf(table);
  if (rowId) return rowId;
  // `medicalImageId` is a MedicalImage's; a plain `id` is of what the field or input is named for.
  const words = name === 'id' ? owner.replace(/^.*\.|Input$/g, '') : name.replace(/Ids?$/, '');
  const said = typeOfId[place];
  for (let at = words; at; at = at.replace(/^([a-z]+|[A-Z][a-z]*)/, '')) {
    const id = aim.idOf(said ?? at[0]!.toUpperCase() + at.slice(1));
    if (id) return id;
  }
  throw new Error(`The walk knows no row for ${place}. Say its type in typeOfId of knownArguments.ts.`);
}

function textFor(name: string, place: string, aim: Aim): string {
  if (name === 'after' || name === 'before') return aim.cursor;
  const text = texts[place] ?? texts[name];
  if (text !== undefined) return text.replaceAll('{}', aim.fresh);
  // To look up what is there; to make what is not, a mutation gets another.
  const known = place.includes('Input(') ? `walk-${name}-${aim.fresh}` : aim.textOf(name);
  if (known !== undefined) return known;
  throw new Error(`The walk has no text for ${place}. Add one to texts of knownArguments.ts.`);
}
