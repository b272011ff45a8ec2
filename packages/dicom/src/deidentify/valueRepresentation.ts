import { tagsByVr } from './tables/tagsByVr.js';

/** The VR that PS3.6 gives a tag; undefined for one that it does not list, and for private ones. */
export function valueRepresentation(tag: number): string | undefined {
  return vrByTag.get(tag);
}

const vrByTag = new Map<number, string>(
  Object.entries(tagsByVr).flatMap(([vr, lines]) =>
    lines.flatMap((line) => line.split(' ').map((tag): [number, string] => [Number.parseInt(tag, 16), vr])),
  ),
);

/** VRs whose length takes 32 bits after two reserved bytes in explicit syntaxes, PS3.5 7.1.2. */
export const longVrs: ReadonlySet<string> = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);

/** Whether two letters are a VR of PS3.5 6.2. */
export function isVr(vr: string): boolean {
  return longVrs.has(vr) || /^(A[EST]|CS|D[AST]|F[DL]|IS|L[OT]|PN|S[HLST]|TM|U[ILS])$/.test(vr);
}

/** VRs that hold text for people or text that a person may have typed. */
export const textVrs: ReadonlySet<string> = new Set(['AE', 'LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT']);
