import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';

/** The operations that an installation takes. */
export interface OperationList {
  /** Whether the document is listed, to the letter. */
  has(document: string): boolean;
  /** The document of a SHA-256 in hex. */
  get(hash: string): string | undefined;
}

const byHash = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string().min(1) })),
});

/**
 * Reads lists of operations, as `@eventeye/client` brings one (`persisted-operations.json`: SHA-256 to document), or as Apollo's
 * generate-persisted-query-manifest writes them for an application's own.
 *
 * @throws EventEyeError CONFIG_INVALID, naming the file.
 */
export function readOperationList(files: readonly string[]): OperationList {
  const documents = new Map<string, string>();
  for (const file of files) {
    for (const [hash, document] of readFile(file)) {
      if (hashOf(document) !== hash) {
        throw unusable(file, `the operation under ${hash.slice(0, 12)}… has another hash`);
      }
      documents.set(hash, document);
    }
  }
  return { has: (document) => documents.has(hashOf(document)), get: (hash) => documents.get(hash) };
}

function readFile(file: string): (readonly [hash: string, document: string])[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw unusable(file, 'it can not be read as JSON', cause);
  }
  const map = byHash.safeParse(content);
  if (map.success) return Object.entries(map.data);
  const apollo = manifest.safeParse(content);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body] as const);
  throw unusable(file, 'it is no list of operations by their SHA-256');
}

function unusable(file: string, why: string, cause?: unknown): EventEyeError {
  return new EventEyeError('CONFIG_INVALID', `Correct EVENTEYE_OPERATIONS_FILE: ${file}: ${why}.`, {
    path: ['EVENTEYE_OPERATIONS_FILE'],
    cause,
  });
}

function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}
