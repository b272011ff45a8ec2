import { EventEyeError } from '@eventeye/core';
import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** What a selection set comes to once its fragments stand where they are spread. */
export interface Size {
  fields: number;
  aliases: number;
  depth: number;
}

/**
 * Measures selection sets without spreading anything: each fragment is measured once. So sixty fragments that each spread
 * the next twice take sixty steps, and not 2^60.
 *
 * @throws EventEyeError VALIDATION_FAILED when fragments spread each other in a circle.
 */
export function measureFragments(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selectionSet: SelectionSetNode) => Size {
  const measured = new Map<string, Size>();
  const open = new Set<string>();

  const sizeOfFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    // Validation tells of fragments that are not there.
    if (!fragment) return { fields: 0, aliases: 0, depth: 0 };
    if (open.has(name)) {
      throw new EventEyeError(
        'VALIDATION_FAILED',
        `The fragment "${name.slice(0, 100)}" spreads itself, directly or through others. Break the circle.`,
      );
    }
    open.add(name);
    const size = sizeOf(fragment.selectionSet);
    open.delete(name);
    measured.set(name, size);
    return size;
  };

  const sizeOf = ({ selections }: SelectionSetNode): Size => {
    const total: Size = { fields: 0, aliases: 0, depth: 0 };
    for (const selection of selections) {
      let size: Size;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        size = sizeOfFragment(selection.name.value);
        // A spread of nothing is work as well.
        total.fields += size.fields === 0 ? 1 : 0;
      } else {
        size = selection.selectionSet ? sizeOf(selection.selectionSet) : { fields: 0, aliases: 0, depth: 0 };
        if (selection.kind === Kind.FIELD) {
          total.aliases += selection.alias ? 1 : 0;
          size = { ...size, fields: size.fields + 1, depth: size.depth + 1 };
        }
      }
      total.fields += size.fields;
      total.aliases += size.aliases;
      total.depth = Math.max(total.depth, size.depth);
    }
    return total;
  };
  return sizeOf;
}
