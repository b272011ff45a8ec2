import type { ElementNode } from './elementTree.js';
import { safePrivate } from './tables/safePrivate.js';
import { isWellFormed } from './wellFormed.js';

/**
 * The private elements of one data set or item that may stay (PS3.15 E.3.10), with the private creators that name
 * their blocks (PS3.5 7.8.1): listed as safe, and with a value of the listed kind and nothing else in it.
 */
export function safePrivateTags(elements: readonly ElementNode[]): ReadonlySet<number> {
  const kept = new Set<number>();
  const creators = new Map<number, string>();
  for (const { tag, value } of elements) {
    const element = tag & 0xffff;
    if (!isPrivate(tag) || element < 0x10 || element > 0xff) continue;
    creators.set(
      tag,
      Buffer.from(value)
        .toString('latin1')
        .replace(/[\0 ]+$/, ''),
    );
  }
  for (const { tag, value, items } of elements) {
    const element = tag & 0xffff;
    if (!isPrivate(tag) || element < 0x1000 || items) continue;
    const creator = (tag - element + (element >>> 8)) >>> 0;
    const name = creators.get(creator);
    const attributes = name !== undefined && Object.hasOwn(safePrivate, name) ? safePrivate[name]! : [];
    const safe = attributes.find(([group, low]) => group === tag >>> 16 && low === (element & 0xff));
    if (safe && isWellFormed(safe[2], value)) kept.add(tag).add(creator);
  }
  return kept;
}

/** Private attributes have odd groups. */
export function isPrivate(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1;
}
