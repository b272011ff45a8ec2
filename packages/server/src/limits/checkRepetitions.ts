import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

/**
 * Counts how often each place of the answer is asked for, with fragments spread: the pairs of these are what graphql-js
 * compares to see whether they can be merged. Takes as many steps as there are fields, which have been bounded before.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX.
 */
export function checkRepetitions(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  const waiting: SelectionSetNode[][] = [[selectionSet]];
  for (let sets = waiting.pop(); sets; sets = waiting.pop()) {
    const places = new Map<string, FieldNode[]>();
    for (const field of fieldsOf(sets, fragments)) {
      const key = field.alias?.value ?? field.name.value;
      const same = places.get(key);
      if (same) same.push(field);
      else places.set(key, [field]);
    }
    for (const same of places.values()) {
      if (same.length > operationLimits.repetitions) {
        throw tooComplex('repetitions of one field', operationLimits.repetitions, 'Ask for it once.');
      }
      const beneath = same.flatMap((field) => field.selectionSet ?? []);
      if (beneath.length > 0) waiting.push(beneath);
    }
  }
}

function fieldsOf(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  const fields: FieldNode[] = [];
  const waiting = [...sets];
  for (let set = waiting.pop(); set; set = waiting.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) waiting.push(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) waiting.push(fragment.selectionSet);
      }
    }
  }
  return fields;
}
