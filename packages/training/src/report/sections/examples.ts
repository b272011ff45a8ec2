import { figure } from '../format.js';
import { html, type Markup } from '../html.js';
import type { ReportExample } from '../reportInput.js';
import { absence, type Section } from './section.js';

const groups = [
  { kind: 'HIT', heading: 'Hits', none: 'No hit was given.' },
  { kind: 'MISS', heading: 'Misses', none: 'No miss was given.' },
] as const;

/** Slices with their attention maps, the right and the wrong. */
export const examples: Section = {
  id: 'examples',
  title: 'Examples',
  render: ({ examples: all }) =>
    html`<p><strong>The map shows attention, not localisation.</strong> It marks cells of a coarse grid that moved the network towards its answer. It is scaled to its own maximum, so two maps can not be compared.</p>${groups.map(
      ({ kind, heading, none }) => {
        const own = all.filter((example) => example.kind === kind);
        return html`<h3>${heading}</h3>${own.length === 0 ? absence(none) : html`<ul class="examples">${own.map(renderExample)}</ul>`}`;
      },
    )}`,
};

function renderExample({ label, outcome, probability, slicePng, attentionPng }: ReportExample): Markup {
  return html`<li><div class="images">${picture(slicePng, `Slice, true class ${label}`)}${picture(
    attentionPng,
    `The same slice under its attention map, outcome ${outcome}`,
  )}</div><dl><div><dt>True class</dt><dd>${label}</dd></div><div><dt>Outcome</dt><dd>${outcome}</dd></div><div><dt>Probability</dt><dd class="digits">${figure(probability)}</dd></div></dl></li>`;
}

const picture = (png: Uint8Array, alt: string): Markup =>
  html`<img alt="${alt}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;
