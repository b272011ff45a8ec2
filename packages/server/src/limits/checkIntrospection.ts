import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { tooComplex } from './tooComplex.js';

/** Fields of `__Type` that lead to other types: one within another multiplies the answer by their number. */
const lists = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes']);
const mostTypes = 5;

/**
 * Tools ask for the schema once, and for the fields of a type once on the way down. Anything beyond multiplies an answer that
 * is large already, and the cost of fields does not count it: `__schema` is none of ours.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX.
 */
export function checkIntrospection(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  let schemas = 0;
  let types = 0;
  const look = (set: SelectionSetNode, depth: number, inside: boolean): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) look(fragment.selectionSet, depth, inside);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        look(selection.selectionSet, depth, inside);
        continue;
      }
      const name = selection.name.value;
      if (name === '__schema') schemas += 1;
      if (name === '__type') types += 1;
      if (schemas > 1) throw tooComplex('questions for __schema', 1, 'Keep the answer, it does not change.');
      if (types > mostTypes) throw tooComplex('questions for __type', mostTypes, 'Ask for __schema once.');
      if (inside && selection.alias) throw tooComplex('aliases in introspection', 0, 'Ask for it once.');
      const deeper = depth + (inside && lists.has(name) ? 1 : 0);
      if (deeper > 1) throw tooComplex('levels of fields in introspection', 1, 'Follow types by their name.');
      if (!selection.selectionSet) continue;
      look(selection.selectionSet, deeper, inside || name === '__schema' || name === '__type');
    }
  };
  look(selectionSet, 0, false);
}
