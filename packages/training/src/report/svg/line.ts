import { html, type Markup } from '../html.js';
import type { Frame } from './frame.js';

/** A point in the units of the data. */
export type Point = readonly [x: number, y: number];

/** Straight lines between points. */
export const line = (frame: Frame, points: readonly Point[], className: string): Markup =>
  html`<path class="${className}" d="${path(frame, points)}"/>`;

/** Steps: each value holds from the point before up to its own x. */
export function steps(frame: Frame, points: readonly Point[], className: string): Markup {
  const corners = points.flatMap(([x, y], i): Point[] => [
    [points[i - 1]?.[0] ?? 0, y],
    [x, y],
  ]);
  return line(frame, corners, className);
}

/** Marks that tell points apart without colour. */
export type MarkShape = 'circle' | 'square' | 'triangle';

/** A mark at a place of the drawing. */
export function mark(shape: MarkShape, x: number, y: number, className: string): Markup {
  if (shape === 'circle') return html`<circle class="${className}" cx="${x}" cy="${y}" r="5"/>`;
  const d =
    shape === 'square' ? `M${x - 4.5} ${y - 4.5}h9v9h-9Z` : `M${x} ${y - 6}L${x + 5.5} ${y + 4}H${x - 5.5}Z`;
  return html`<path class="${className}" d="${d}"/>`;
}

/** Points that fall on the one before are left out: a curve of ten thousand slices has no more places than its drawing. */
function path(frame: Frame, points: readonly Point[]): string {
  const places = points.map(([x, y]) => `${frame.x(x)} ${frame.y(y)}`);
  return places
    .filter((place, i) => place !== places[i - 1])
    .map((place, i) => `${i === 0 ? 'M' : 'L'}${place}`)
    .join('');
}
