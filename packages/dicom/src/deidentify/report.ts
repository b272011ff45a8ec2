import type { BurnedInAnnotation } from './burnedInAnnotation.js';
import { tableEntry } from './tableEntry.js';

/** Removed, emptied, replaced by a dummy, UID remapped, cleaned, or kept by an option (PS3.15 table E.1-1a). */
export type ActionTaken = 'X' | 'Z' | 'D' | 'U' | 'C' | 'K';

/** What happened to one attribute, wherever it stood. */
export interface AttributeAction {
  /** `(0010,0010)`. */
  tag: string;
  /** Its name in table E.1-1; absent for attributes that the table does not list. */
  name?: string;
  action: ActionTaken;
  /** How many elements, sequences included. */
  count: number;
}

/** What de-identification did to one instance. It never holds a value, neither old nor new. */
export interface DeidentificationReport {
  /** Codes of CID 7050 (PS3.16) for the profile and its options. */
  methodCodes: readonly string[];
  actions: readonly AttributeAction[];
  /** Elements by action. */
  totals: Readonly<Record<ActionTaken, number>>;
  privateElementsRemoved: number;
  burnedInAnnotation: BurnedInAnnotation;
}

/** Counts actions while a data set is walked. */
export class ActionCounts {
  readonly #counts = new Map<string, AttributeAction>();
  #privateElementsRemoved = 0;

  count(tag: number, action: ActionTaken): void {
    const hex = tag.toString(16).padStart(8, '0').toUpperCase();
    const key = `${hex}${action}`;
    const known = this.#counts.get(key);
    if (known) known.count++;
    else {
      const name = tableEntry(tag)?.name;
      const shown = `(${hex.slice(0, 4)},${hex.slice(4)})`;
      this.#counts.set(key, { tag: shown, ...(name !== undefined && { name }), action, count: 1 });
    }
    if (action === 'X' && ((tag >>> 16) & 1) === 1) this.#privateElementsRemoved++;
  }

  report(methodCodes: readonly string[], burnedIn: BurnedInAnnotation): DeidentificationReport {
    const actions = [...this.#counts.keys()].sort().map((key) => this.#counts.get(key)!);
    const totals = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0 };
    for (const { action, count } of actions) totals[action] += count;
    return {
      methodCodes,
      actions,
      totals,
      privateElementsRemoved: this.#privateElementsRemoved,
      burnedInAnnotation: burnedIn,
    };
  }
}
