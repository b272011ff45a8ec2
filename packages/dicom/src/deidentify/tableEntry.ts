import { confidentialityTableText } from './tables/confidentialityTableText.js';

/** Action codes of PS3.15 table E.1-1a that the basic profile uses. */
export type BasicAction = 'D' | 'Z' | 'X' | 'U' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

/** One row of table E.1-1. */
export interface TableEntry {
  basic: BasicAction;
  dates: boolean;
  device: boolean;
  descriptors: boolean;
  name: string;
}

/** The row of an attribute in table E.1-1, by tag as a number; undefined for one the table does not list. */
export function tableEntry(tag: number): TableEntry | undefined {
  return entries.get(tag);
}

const entries = new Map<number, TableEntry>(
  confidentialityTableText
    .trim()
    .split('\n')
    .map((line) => {
      const [tag, basic, options, ...name] = line.split(' ') as [string, BasicAction, string, ...string[]];
      const has = (option: string) => options.split(',').includes(option);
      return [
        Number.parseInt(tag, 16),
        {
          basic,
          dates: has('dates'),
          device: has('device'),
          descriptors: has('descriptors'),
          name: name.join(' '),
        },
      ];
    }),
);

/** How many attributes the table lists; repeating groups apart. */
export const tableSize = entries.size;
