import type { ElementNode } from './elementTree.js';
import type { Identifiers } from './identifiers.js';
import type { DeidentificationProfile } from './profile.js';
import type { Pseudonyms } from './pseudonyms.js';
import type { ActionCounts, ActionTaken } from './report.js';

/** What is the same for all of a file. */
export interface Walk {
  profile: DeidentificationProfile;
  pseudonyms: Pseudonyms;
  identifiers: Identifiers;
  counts: ActionCounts;
  sopClassUid: string | undefined;
  /** Days that dates are moved by. */
  days: number;
  /** Replaces a Patient ID. */
  patientId(original: string): string;
  /** Replaces every patient's name. */
  patientName: string;
}

/** What is the same for one data set or item. */
export interface Scope {
  characterSet: readonly string[];
  /** The item is a code of a published coding scheme. */
  publicCode: boolean;
  /** Within a sequence with action D: free text becomes a dummy; `all` codes too. */
  dummies: 'none' | 'text' | 'all';
}

/** What was done, undefined for an element that is of no concern; and what takes its place, if anything. */
export type Outcome = [action: ActionTaken | undefined, replacement: ElementNode | undefined];
