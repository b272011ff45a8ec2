import { type DictionaryKeyword, dictionary } from '../dataset/dictionary.js';
import { type ElementValue, encodeValue } from '../dataset/elementValue.js';
import type { ElementNode } from '../deidentify/elementTree.js';
import { encodeElements, joined } from '../deidentify/encodeElements.js';

/** Elements by keyword of PS3.6; a sequence is an array of such records. Absent, `undefined` and `null` are left out. */
export type InstanceElements = {
  [Keyword in DictionaryKeyword]?: ElementValue | InstanceElements[] | null | undefined;
};

/**
 * Encodes elements and nested sequences in Explicit VR Little Endian (PS3.5 A.2), ascending by tag, without File Meta
 * Information. An empty text is an empty element, an empty array an empty sequence.
 *
 * @throws TypeError when a keyword is not in the dictionary or a value does not fit its VR: a fault of the program, not of
 * data.
 */
export function encodeDataset(elements: InstanceElements): Uint8Array {
  return joined(encodeElements(elementNodes(elements), { explicit: true, bigEndian: false }));
}

/** The same elements as tags, VRs and bytes, which any writer of this package takes. Throws as `encodeDataset`. */
export function elementNodes(elements: InstanceElements): ElementNode[] {
  return Object.entries(elements)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([keyword, value]) => elementNode(keyword, value as ElementValue | InstanceElements[]));
}

function elementNode(keyword: string, value: ElementValue | InstanceElements[]): ElementNode {
  const entry = dictionary[keyword as DictionaryKeyword];
  if (!entry) throw new TypeError(`${keyword} is not in the dictionary of this writer.`);
  const [tag, vr] = entry;
  if (vr === 'SQ') {
    return { tag, vr, value: new Uint8Array(0), items: (value as InstanceElements[]).map(elementNodes) };
  }
  return { tag, vr, value: encodeValue(vr, value as ElementValue) };
}
