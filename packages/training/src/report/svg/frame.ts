import { type Content, html, type Markup } from '../html.js';

/** The plotting area within a drawing, with its scales from data to drawing units. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

/** All drawings share this width, so that letters have one size on the page. */
export const drawingWidth = 420;

/** A frame whose scales run over 0..1, or over the given domains. */
export function createFrame(
  edges: Pick<Frame, 'left' | 'right' | 'top' | 'bottom'>,
  domain: { x?: readonly [number, number]; y?: readonly [number, number] } = {},
): Frame {
  const [x0, x1] = domain.x ?? [0, 1];
  const [y0, y1] = domain.y ?? [0, 1];
  const { left, right, top, bottom } = edges;
  return {
    ...edges,
    x: (value) => round(left + ((value - x0) / (x1 - x0)) * (right - left)),
    y: (value) => round(bottom - ((value - y0) / (y1 - y0)) * (bottom - top)),
  };
}

/** A drawing with a name and a description for those who do not see it. `id` has to be unique on the page. */
export function drawing(options: {
  id: string;
  title: string;
  description: string;
  height: number;
  body: Content;
  width?: number;
}): Markup {
  const { id, title, description, height, body, width = drawingWidth } = options;
  return html`<svg role="img" viewBox="0 0 ${width} ${height}" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body}</svg>`;
}

/** A tenth of a drawing unit is finer than any screen and halves the file. */
export const round = (value: number): number => Math.round(value * 10) / 10;
