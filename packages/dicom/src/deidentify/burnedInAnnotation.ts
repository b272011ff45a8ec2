import { type ElementNode, pixelDataTag } from './elementTree.js';

/**
 * Whether pixels may show who is depicted. YES and NO are what the file says; SUSPECTED is a kind of image that often
 * has text burned in and does not say no; UNKNOWN is any other that says nothing. Pixels are never looked at.
 */
export type BurnedInAnnotation = 'YES' | 'SUSPECTED' | 'UNKNOWN' | 'NO';

/** Judges by Burned In Annotation (0028,0301), SOP class, Image Type, Modality, and overlays within pixel data. */
export function burnedInAnnotation(elements: readonly ElementNode[]): BurnedInAnnotation {
  const text = (tag: number) => {
    const value = elements.find((element) => element.tag === tag)?.value;
    return value ? Buffer.from(value).toString('latin1').replace(/\0/g, ' ').trim().toUpperCase() : '';
  };
  if (text(0x00280301) === 'YES') return 'YES';
  if (embeddedOverlay(elements)) return 'SUSPECTED';
  if (text(0x00280301) === 'NO') return 'NO';
  if (!elements.some(({ tag }) => tag === pixelDataTag)) return 'UNKNOWN';
  const capture = text(0x00080016).startsWith('1.2.840.10008.5.1.4.1.1.7');
  const converted = /^(DV|DI|DF|WSD|SD|SI|DRW|SYN)$/.test(text(0x00080064));
  const screen = /SCREEN|SAVE|CAPTURE|REPORT|DOSE/.test(text(0x00080008));
  const modality = /^(US|IVUS|OT|SC|ES|XC|GM|DOC|BMD)$/.test(text(0x00080060));
  return capture || converted || screen || modality ? 'SUSPECTED' : 'UNKNOWN';
}

/** Overlays in unused high bits of the pixels (retired, PS3.3 C.9.2): they stay where they are with the pixels. */
function embeddedOverlay(elements: readonly ElementNode[]): boolean {
  const overlays = elements.filter(({ tag }) => tag >>> 24 === 0x60);
  const groups = new Set(overlays.map(({ tag }) => tag >>> 16));
  return [...groups].some((group) => !overlays.some(({ tag }) => tag === group * 0x10000 + 0x3000));
}
