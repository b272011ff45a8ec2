import { html, type Markup } from '../html.js';
import type { Frame } from './frame.js';

/** Ticks at fifths of 0..1. */
export const fifths = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** Labelled ticks under a frame. */
export function xAxis(frame: Frame, label: string, ticks: readonly number[] = fifths): Markup {
  const { left, right, bottom } = frame;
  return html`<g class="axis"><line x1="${left}" y1="${bottom}" x2="${right}" y2="${bottom}"/>${ticks.map(
    (tick) =>
      html`<line x1="${frame.x(tick)}" y1="${bottom}" x2="${frame.x(tick)}" y2="${bottom + 4}"/><text x="${frame.x(tick)}" y="${bottom + 18}" text-anchor="middle">${tickText(tick)}</text>`,
  )}<text class="label" x="${(left + right) / 2}" y="${bottom + 38}" text-anchor="middle">${label}</text></g>`;
}

/** Labelled ticks left of a frame with hairlines across it; the label stands upright above the axis. */
export function yAxis(frame: Frame, label: string, ticks: readonly number[] = fifths): Markup {
  const { left, right, top } = frame;
  return html`<g class="axis">${ticks.map(
    (tick) =>
      html`<line class="grid" x1="${left}" y1="${frame.y(tick)}" x2="${right}" y2="${frame.y(tick)}"/><text x="${left - 8}" y="${frame.y(tick) + 4}" text-anchor="end">${tickText(tick)}</text>`,
  )}<text class="label" x="${0}" y="${top - 12}">${label}</text></g>`;
}

const tickText = (tick: number): string => (Number.isInteger(tick) ? String(tick) : tick.toFixed(1));
