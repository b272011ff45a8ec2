import type { DeidentificationProfile } from './profile.js';
import { requiredType } from './requiredType.js';
import type { TableEntry } from './tableEntry.js';

/** What is to be done with one listed attribute; DATE and TEXT are the two ways of C. */
export type ChosenAction = 'X' | 'Z' | 'D' | 'U' | 'K' | 'DATE' | 'TEXT';

/** The action that the options give an attribute; undefined where the basic profile decides. */
export function optionAction(entry: TableEntry, profile: DeidentificationProfile): ChosenAction | undefined {
  if (entry.dates && profile.retainModifiedDates) return 'DATE';
  if (entry.device && profile.retainDeviceIdentity) return 'K';
  if (entry.descriptors && profile.cleanDescriptors) return 'TEXT';
  return undefined;
}

/** The action of the basic profile; where the table leaves a choice, the least that the IOD allows (table E.1-1a). */
export function basicAction(
  entry: TableEntry,
  tag: number,
  sopClassUid: string | undefined,
): Exclude<ChosenAction, 'DATE' | 'TEXT' | 'K'> {
  const type = requiredType(sopClassUid, tag);
  switch (entry.basic) {
    case 'X/Z':
      return type === 3 ? 'X' : 'Z';
    case 'X/D':
      return type === 3 ? 'X' : 'D';
    case 'Z/D':
      return type === 1 ? 'D' : 'Z';
    case 'X/Z/D':
      return type === 1 ? 'D' : type === 2 ? 'Z' : 'X';
    case 'X/Z/U*':
      return 'U';
    default:
      return entry.basic;
  }
}
