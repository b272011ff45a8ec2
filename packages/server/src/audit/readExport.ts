import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { csvHeader, toCsv } from './toCsv.js';
import type { ChainedEvent } from './verifyChain.js';

/** An event of an exported file. */
export interface ExportedEvent extends ChainedEvent {
  /** Whether what stands beside the hashed text says the same; always so where nothing does. */
  columnsAgree: boolean;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.object({
  organizationId: z.uuid(),
  sequence: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
  previousHash: hash,
  hash,
  body: z.string(),
});

/**
 * The events of an exported file, CSV or lines of JSON, one after the other.
 *
 * @throws EventEyeError VALIDATION_FAILED for a file that is neither, naming the line.
 */
export async function* readExport(file: string): AsyncGenerator<ExportedEvent> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let isCsv: boolean | undefined;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (isCsv === undefined) {
      // A spreadsheet puts a mark of its own in front.
      isCsv = text.replace(/^\uFEFF/, '') === csvHeader.trimEnd();
      if (isCsv) continue;
    }
    if (text.trim() === '') continue;
    const event = isCsv ? fromCsv(text) : fromJson(text);
    if (!event) throw unreadable(number);
    yield event;
  }
  if (number === 0) throw unreadable(1);
}

function fromJson(text: string): ExportedEvent | null {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? { ...parsed.data, columnsAgree: true } : null;
  } catch {
    return null;
  }
}

const names = csvHeader.trimEnd().split(',');

function fromCsv(text: string): ExportedEvent | null {
  const cells = cellsOf(text);
  if (cells.length !== names.length) return null;
  const parsed = line.safeParse(Object.fromEntries(names.map((name, i) => [name, cells[i]])));
  if (!parsed.success) return null;
  return { ...parsed.data, columnsAgree: agrees(parsed.data, text) };
}

/** Written again, it has to be the same line. */
function agrees(event: ChainedEvent, text: string): boolean {
  try {
    return toCsv(event).trimEnd() === text;
  } catch {
    return false;
  }
}

/** RFC 4180. A quoted line feed does not occur: what could hold one is JSON. */
function cellsOf(text: string): string[] {
  const cells = [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

function unreadable(number: number): EventEyeError {
  return new EventEyeError(
    'VALIDATION_FAILED',
    `Line ${number} is none of an audit export. Give export.csv or export.ndjson as they were downloaded.`,
  );
}
