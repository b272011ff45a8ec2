/**
 * The product's changelog with its "Unreleased" as a version, an empty "Unreleased" above, and what the changesets say of
 * the published packages below: each thing is written once, here or in a changeset.
 *
 * @param {string} text The changelog.
 * @param {string} version
 * @param {string} date ISO 8601.
 * @param {readonly string[]} summaries One of each changeset, Markdown.
 * @returns {string} Throws when there is no "Unreleased".
 */
export function stampChangelog(text, version, date, summaries) {
  const heading = '## Unreleased\n';
  const start = text.indexOf(heading);
  if (start < 0) throw new Error('CHANGELOG.md has no heading "## Unreleased".');
  const next = text.indexOf('\n## ', start + heading.length);
  const end = next < 0 ? text.length : next;
  const entries = text.slice(start + heading.length, end).trim();
  const packages = summaries.map((summary) => `- ${summary.trim().replaceAll('\n', '\n  ')}`).join('\n');
  const section = [`## ${version} - ${date}`, entries, packages && `### Published packages\n\n${packages}`];
  return `${text.slice(0, start)}${heading}\n${section.filter(Boolean).join('\n\n')}\n${text.slice(end)}`;
}
