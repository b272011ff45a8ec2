import { type Content, html, type Markup } from '../html.js';
import type { ReportInput } from '../reportInput.js';

/** A numbered part of the report. */
export interface Section {
  /** Anchor of its heading. */
  id: string;
  title: string;
  render: (input: ReportInput) => Content;
}

/** A drawing with its legend and caption; the style sheet numbers them. */
export const figureBlock = (picture: Content, caption: Content, legend?: Markup): Markup =>
  html`<figure>${picture}${legend}<figcaption>${caption}</figcaption></figure>`;

/** A cell: `head` names its row, `figure` is set in columns of digits. */
export interface Cell {
  content: Content;
  kind?: 'head' | 'figure' | 'picture';
  /** Share of 0..1 as the depth of its background. */
  share?: number;
}

/** A column's heading; figures stand right. */
export interface Column {
  content: Content;
  kind?: 'figure' | 'picture';
}

/** A table with caption and scopes; it scrolls by itself where the page is narrower. */
export function tableBlock(
  caption: Content,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Markup {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Table"><table><caption>${caption}</caption><thead><tr>${columns.map(
    ({ content, kind }) => html`<th scope="col"${className(kind)}>${content}</th>`,
  )}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map(cellBlock)}</tr>`)}</tbody></table></div>`;
}

/** Said where a part of the report has nothing to show. */
export const absence = (sentence: string): Markup => html`<p class="absence">${sentence}</p>`;

function cellBlock({ content, kind, share }: Cell): Markup {
  if (kind === 'head') return html`<th scope="row">${content}</th>`;
  const shade = share !== undefined && Number.isFinite(share);
  return html`<td${className(kind)}${shade && html` style="--share:${share.toFixed(3)}"`}>${content}</td>`;
}

const className = (kind: string | undefined): Markup | false => kind !== undefined && html` class="${kind}"`;
