import { decodeText } from '../dataset/characterSet.js';
import { basicAction, type ChosenAction, optionAction } from './chooseAction.js';
import { cleanText } from './cleanText.js';
import { ascii, dummyValue } from './dummyValue.js';
import type { ElementNode } from './elementTree.js';
import { methodTags } from './methodAttributes.js';
import { remapUids } from './remapUids.js';
import { isAlwaysRemoved, isLength } from './removal.js';
import type { ActionTaken } from './report.js';
import { isPrivate, safePrivateTags } from './safePrivateTags.js';
import { shiftedValue } from './shiftedValue.js';
import { type TableEntry, tableEntry } from './tableEntry.js';
import { codingSchemeDesignator, publicCodingSchemes } from './technicalText.js';
import { unlistedValue } from './unlistedValue.js';
import { isVr, textVrs, valueRepresentation } from './valueRepresentation.js';
import type { Outcome, Scope, Walk } from './walk.js';

/** The elements of one data set or item as they may leave, sequences included. The input is not changed. */
export function walkElements(walk: Walk, elements: readonly ElementNode[], outer: Scope): ElementNode[] {
  const scope = scopeOf(elements, outer);
  const safe = walk.profile.retainSafePrivate ? safePrivateTags(elements) : new Set<number>();
  return elements.flatMap((element) => {
    const { tag } = element;
    if (isLength(tag) || methodTags.has(tag)) return [];
    const [action, replacement] = isPrivate(tag)
      ? privateElement(walk, element, safe)
      : standardElement(walk, scope, element);
    if (action) walk.counts.count(tag, action);
    return replacement ? [withKnownVr(replacement)] : [];
  });
}

/** A VR that is none takes the standard's. */
function withKnownVr(element: ElementNode): ElementNode {
  return isVr(element.vr) ? element : { ...element, vr: valueRepresentation(element.tag) ?? 'UN' };
}

function privateElement(walk: Walk, element: ElementNode, safe: ReadonlySet<number>): Outcome {
  const stays = safe.has(element.tag) && !walk.identifiers.inBytes(element.value);
  return stays ? ['K', element] : ['X', undefined];
}

function standardElement(walk: Walk, scope: Scope, element: ElementNode): Outcome {
  const { tag } = element;
  const vr = valueRepresentation(tag);
  // A later edition's attribute, or none at all: what it holds is not known.
  if (isAlwaysRemoved(tag) || !vr) return ['X', undefined];
  if (tag === 0x00100010) return replaced(element, 'Z', ascii(walk.patientName));
  if (tag === 0x00100020) {
    const original = decodeText(element.value, scope.characterSet).trim();
    return replaced(element, 'Z', ascii(original === '' ? '' : walk.patientId(original)));
  }
  const entry = tableEntry(tag);
  if (entry) return listedElement(walk, scope, element, entry);
  if (element.items) return recurse(walk, element, element.items, scope, undefined);
  if (vr === 'SQ') return ['X', undefined];
  // Where the file says text and the standard a term or number, it is judged as the text it may be.
  const judged = textVrs.has(element.vr) || element.vr === 'PN' ? element.vr : vr;
  const value = unlistedValue(walk, scope, tag, judged, element.value);
  if (!value) return [undefined, element];
  const [action, changed] = value;
  return changed ? replaced(element, action, changed) : [action, undefined];
}

function listedElement(walk: Walk, scope: Scope, element: ElementNode, entry: TableEntry): Outcome {
  const { tag, value, items } = element;
  const option = optionAction(entry, walk.profile);
  const vr = valueRepresentation(tag)!;
  const empty = value.length === 0 && !items;
  if (option === 'DATE') {
    const shifted = shiftedValue(vr, value, walk.days);
    if (shifted) return empty ? [undefined, element] : replaced(element, 'C', shifted);
  }
  if (option === 'K') {
    if (items) return recurse(walk, element, items, scope, 'K');
    const text = decodeText(value, scope.characterSet);
    if (!walk.identifiers.inText(text) && !walk.identifiers.inBytes(value)) return ['K', element];
  }
  if (option === 'TEXT' && !items) {
    const text = decodeText(value, scope.characterSet);
    const cleaned = cleanText(text, walk.identifiers.inText);
    if (cleaned !== '' && !walk.identifiers.inText(cleaned)) {
      return replaced(element, 'C', cleaned === text ? value : ascii(cleaned));
    }
  }
  return act(walk, scope, element, basicAction(entry, tag, walk.sopClassUid));
}

function act(walk: Walk, scope: Scope, element: ElementNode, action: ChosenAction): Outcome {
  const { tag, value, items } = element;
  const vr = valueRepresentation(tag) ?? element.vr;
  if (action === 'X') return ['X', undefined];
  if (action === 'U') {
    if (items) return recurse(walk, element, items, scope, 'U');
    return replaced(element, 'U', ascii(remapUids(walk.pseudonyms, value)));
  }
  if (action === 'Z') {
    if (value.length === 0 && !items) return [undefined, element];
    return [
      'Z',
      { tag, vr: items ? 'SQ' : element.vr, value: new Uint8Array(0), ...(items && { items: [] }) },
    ];
  }
  if (items) {
    const dummies = fullyReplaced.has(tag) ? 'all' : 'text';
    return recurse(walk, element, items, { ...scope, dummies }, 'D');
  }
  if (vr === 'SQ') return ['X', undefined];
  // What is empty identifies nobody, and may be allowed to be empty.
  if (value.length === 0) return [undefined, element];
  return replaced(element, 'D', dummyValue(vr, value.length));
}

/** Codes of operators, institutions and persons: their code values name them too. */
const fullyReplaced = new Set([0x00080082, 0x00081072, 0x00401101]);

function recurse(
  walk: Walk,
  element: ElementNode,
  items: readonly ElementNode[][],
  scope: Scope,
  action: ActionTaken | undefined,
): Outcome {
  return [action, { ...element, items: items.map((item) => walkElements(walk, item, scope)) }];
}

/** Made anew: whatever else the file hung on the element, such as items where none belong, is gone. */
function replaced({ tag, vr, items }: ElementNode, action: ActionTaken, value: Uint8Array): Outcome {
  return [action, { tag, vr: items || vr === 'UN' ? valueRepresentation(tag)! : vr, value }];
}

function scopeOf(elements: readonly ElementNode[], outer: Scope): Scope {
  const ascii = (tag: number) => {
    const found = elements.find((element) => element.tag === tag);
    return found && Buffer.from(found.value).toString('latin1');
  };
  const scheme = ascii(codingSchemeDesignator)
    ?.replace(/[\0 ]+$/, '')
    .trim();
  return {
    characterSet: ascii(0x00080005)?.split('\\') ?? outer.characterSet,
    publicCode: scheme !== undefined && publicCodingSchemes.has(scheme),
    dummies: outer.dummies,
  };
}
