/** Text that is markup already. Only {@link html} and {@link trusted} make it, so nothing else escapes being escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes: text is escaped, markup goes in as it is, `undefined` and `false` leave nothing. */
export type Content = string | number | Markup | undefined | false | readonly Content[];

/** HTML or SVG from a template; every value is escaped for text and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, part, i) => text + contentText(values[i - 1]) + part));
}

/** Markup from a constant of the program, such as a style sheet. Never from a name, a file or a manifest. */
export const trusted = (constant: string): Markup => new Markup(constant);

function contentText(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(contentText).join('');
  return escapeText(String(content));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The five characters that mean something in HTML, as entities. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character]!);
