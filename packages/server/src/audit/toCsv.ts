import type { AuditBody } from './auditEvent.js';
import type { ChainedEvent } from './verifyChain.js';

/** The columns of the export, by RFC 4180. `body`, `previousHash` and `hash` are what the chain is verified with. */
export const csvHeader = `${[
  'sequence',
  'recordedAt',
  'type',
  'action',
  'outcome',
  'userId',
  'tokenKind',
  'tokenId',
  'address',
  'userAgent',
  'patientIds',
  'entities',
  'organizationId',
  'body',
  'previousHash',
  'hash',
].join(',')}\r\n`;

/** One line. */
export function toCsv(event: ChainedEvent): string {
  const body = JSON.parse(event.body) as AuditBody;
  return `${[
    String(event.sequence),
    body.recordedAt,
    body.type,
    body.action,
    body.outcome,
    body.userId ?? '',
    body.token?.kind ?? '',
    body.token?.id ?? '',
    body.address ?? '',
    body.userAgent ?? '',
    body.patientIds.join(' '),
    body.entities.map(({ type, id }) => `${type}/${id}`).join(' '),
    event.organizationId,
    event.body,
    event.previousHash,
    event.hash,
  ]
    .map(csvCell)
    .join(',')}\r\n`;
}

/** Quoted, and never a formula: a spreadsheet would run what a User-Agent says. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
