import { count, percent } from '../format.js';
import { html, type Markup } from '../html.js';
import type { ReportInput } from '../reportInput.js';
import { absence, type Section, tableBlock } from './section.js';

/** What the in-scope test let through of named sets of images. */
export const gate: Section = {
  id: 'gate',
  title: 'In-scope test',
  render: ({ gate: sets }) => {
    if (sets.length === 0) return absence('The in-scope test was not tried on any set of images.');
    return html`<p>Before the model is believed, an image has to pass as breast MR. What does not is OUT_OF_SCOPE, and its numbers mean nothing.</p>${tableBlock(
      'In-scope test on named sets of images.',
      [
        { content: 'Set' },
        { content: 'Images', kind: 'figure' },
        { content: 'In scope', kind: 'figure' },
        { content: 'Expected' },
        { content: 'As expected', kind: 'figure' },
      ],
      sets.map((set) => [
        { content: set.name, kind: 'head' },
        { content: count(set.images), kind: 'figure' },
        { content: count(set.inScope), kind: 'figure' },
        { content: set.expected === 'IN_SCOPE' ? 'in scope' : 'out of scope' },
        { content: asExpected(set), kind: 'figure' },
      ]),
    )}`;
  },
};

/** Share of a set that the in-scope test judged as expected; NaN for an empty set. */
export const shareAsExpected = ({ images, inScope, expected }: ReportInput['gate'][number]): number =>
  (expected === 'IN_SCOPE' ? inScope : images - inScope) / images;

function asExpected(set: ReportInput['gate'][number]): Markup {
  // An image that slips through gets a probability it must not have; one refused too often only costs work.
  const slipped = set.expected === 'OUT_OF_SCOPE' && set.inScope > 0;
  return html`<span class="${slipped ? 'unexpected' : 'expected'}">${percent(shareAsExpected(set))}</span>`;
}
