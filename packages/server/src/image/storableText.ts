/** Text as the database takes it: PostgreSQL knows no NUL in one (its documentation, 8.3). */
export function storableText(text: string): string {
  return text.replaceAll('\0', '');
}
