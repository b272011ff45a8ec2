/**
 * Whether an attribute goes whatever the options: command and directory groups, curves and overlays (table E.1-1 rows
 * 50xx and 60xx; their other attributes mean nothing without the data), digital signatures, encrypted and original
 * attributes (group 0400), MAC parameters, trailing padding, and private data element characteristics.
 */
export function isAlwaysRemoved(tag: number): boolean {
  const group = tag >>> 16;
  if (group <= 0x0004 || group === 0x0400 || group >= 0xfff0) return true;
  if (group >> 8 === 0x50 || group >> 8 === 0x60) return true;
  return tag === 0x4ffe0001 || tag === 0x00080300 || tag === 0x00880200;
}

/** Lengths of groups (retired) and of the whole data set: wrong after any change, so they go and are not counted. */
export function isLength(tag: number): boolean {
  return (tag & 0xffff) === 0 || tag === 0x00080001;
}
