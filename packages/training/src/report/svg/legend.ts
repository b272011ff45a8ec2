import { html, type Markup } from '../html.js';
import { type MarkShape, mark } from './line.js';

/** An entry of a legend. */
export interface LegendEntry {
  sign: MarkShape | 'line' | 'bar';
  className: string;
  text: string;
}

/** A list under a drawing, so that it breaks into lines on a narrow screen instead of covering the data. */
export function legend(entries: readonly LegendEntry[]): Markup {
  return html`<ul class="legend">${entries.map(
    ({ sign, className, text }) =>
      html`<li><svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">${glyph(sign, className)}</svg>${text}</li>`,
  )}</ul>`;
}

function glyph(sign: LegendEntry['sign'], className: string): Markup {
  if (sign === 'line') return html`<path class="${className}" d="M1 7H25"/>`;
  if (sign === 'bar') return html`<rect class="${className}" x="5" y="1" width="16" height="12"/>`;
  return mark(sign, 13, 7, className);
}
