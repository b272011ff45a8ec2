/** A Markdown table; bars, tags and line breaks in cells can not break it. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [row(columns), `|${columns.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n');
}

const cellText = (text: string): string =>
  text
    .replaceAll('<', '&lt;')
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
