import type { AttentionMap } from '../types.js';
import { attentionColours, attentionOpacity } from './attentionColours.js';
import { defaultOpacity } from './checkRenderOptions.js';
import { encodeIndexed } from './encodeIndexed.js';
import { enlargeAttention } from './enlargeAttention.js';

/** Opacity of every value of a heat map. */
const opacity = attentionOpacity(defaultOpacity);

/**
 * Draws an attention map as colour over transparency, pixel by pixel over the image it explains.
 *
 * @param width pixels of that image; `height` likewise.
 * @returns a PNG with a palette of that size; fully transparent where there is no attention.
 */
export function renderHeatmap(map: AttentionMap, width: number, height: number): Promise<Uint8Array> {
  return encodeIndexed(enlargeAttention(map, width, height), width, height, attentionColours, opacity);
}
