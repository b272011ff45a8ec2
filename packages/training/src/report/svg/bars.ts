import { html, type Markup } from '../html.js';
import { type Frame, round } from './frame.js';

/** One bar of a histogram in the units of the data. */
export interface Bar {
  from: number;
  to: number;
  value: number;
}

/** Bars that stand on the frame's bottom, a hairline apart; empty ones are left out. */
export function bars(frame: Frame, some: readonly Bar[], className: string): Markup[] {
  return some
    .filter(({ value }) => value > 0)
    .map(({ from, to, value }) => {
      const top = frame.y(value);
      const width = round(frame.x(to) - frame.x(from) - 1.5);
      return html`<rect class="${className}" x="${frame.x(from) + 0.75}" y="${top}" width="${width}" height="${round(frame.bottom - top)}"/>`;
    });
}
