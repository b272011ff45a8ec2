/** A table in Markdown. @param head names of the columns. @param rows texts of the cells. */
export function markdownTable(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
