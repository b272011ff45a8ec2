/** One file of the conformance set. */
export interface ConformanceRow {
  file: string;
  syntax: string;
  shape: string;
  ours: string;
  reference: string;
  verdict: string;
}

/** The text of docs/dicom-conformance.md. */
export function conformanceTable(rows: ConformanceRow[]): string {
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const read = count('equal') + count('within 1');
  return `# DICOM conformance

Written by \`packages/dicom/src/pixels/conformance.test.ts\`; do not edit. The files are pydicom's test set. "Equal" means
that the SHA-256 of all stored samples is that of the reference decoder, "within 1" that a lossy image has its mean within
one grey level, "refused" that the reference could not read the file either, or must not, and that it ends in a typed
error.

${rows.length} files: ${read} read, of which ${count('equal')} equal sample by sample and ${count('within 1')} within one grey level; ${count('refused')} refused;
${count('DIFFERS')} differ.

| file | transfer syntax | shape | ours | reference | verdict |
| --- | --- | --- | --- | --- | --- |
${rows.map(({ file, syntax, shape, ours, reference, verdict }) => `| ${[file, syntax, shape, ours, reference, verdict].join(' | ')} |`).join('\n')}
`;
}
