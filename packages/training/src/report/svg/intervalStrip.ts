import type { Interval } from '../../evaluation/bootstrap.js';
import { html, type Markup } from '../html.js';
import { createFrame } from './frame.js';

/**
 * A figure and its interval as one row of a forest plot, in a fixed range. It stretches to its cell; strokes keep their
 * width. Decorative: the same numbers stand beside it as text.
 */
export function intervalStrip(
  interval: Interval | undefined,
  range: readonly [number, number],
  options: { reference?: number; className?: string } = {},
): Markup {
  const frame = createFrame({ left: 4, right: 196, top: 0, bottom: 20 }, { x: range });
  const { reference, className = 'patient' } = options;
  const inside = (value: number) => frame.x(Math.min(range[1], Math.max(range[0], value)));
  const rule = (x: number, kind: string) => html`<line class="${kind}" x1="${x}" y1="0" x2="${x}" y2="20"/>`;
  return html`<svg class="strip" viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true"><line class="base" x1="4" y1="10" x2="196" y2="10"/>${reference !== undefined && rule(inside(reference), 'reference')}${
    interval &&
    Number.isFinite(interval.value) &&
    html`<line class="whisker ${className}" x1="${inside(interval.low)}" y1="10" x2="${inside(interval.high)}" y2="10"/><line class="point ${className}" x1="${inside(interval.value)}" y1="10" x2="${inside(interval.value)}" y2="10"/>`
  }</svg>`;
}
