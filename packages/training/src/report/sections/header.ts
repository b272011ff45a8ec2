import type { Manifest } from '@eventeye/inference';
import { counted } from '../format.js';
import { html, type Markup } from '../html.js';

/** What a demonstration model has to say before anything else. */
export const demonstrationWarning = 'Not for diagnosis. Trained and measured on synthetic phantoms';

/** The warning across the page; nothing for a model that is no demonstration. */
export const renderBanner = ({ isDemonstration }: Manifest): Markup | false =>
  isDemonstration &&
  html`<aside class="banner" aria-label="Warning"><p><strong>Demonstration model.</strong> ${demonstrationWarning}; no figure below says anything about patients.</p></aside>`;

/** Title and what was measured on. */
export function renderHeader(manifest: Manifest): Markup {
  const { name, version, createdAt, dataset } = manifest;
  return html`<header><p class="kicker">Evaluation report</p><h1>${name} <span class="version">${version}</span></h1><p class="lead">${manifest.description}</p><p class="byline">Held-out test part: ${counted(dataset.patients.test, 'patient')}, ${counted(dataset.slices.test, 'slice')}. Packed <time datetime="${createdAt}">${createdAt.slice(0, 10)}</time>.</p></header>`;
}

/** Links to the sections. */
export const renderContents = (sections: readonly { id: string; title: string }[]): Markup =>
  html`<nav aria-label="Contents"><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>`;
