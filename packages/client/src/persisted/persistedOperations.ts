import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, print } from 'graphql';
import * as documents from '../generated/documents.js';
import * as laterDocuments from '../generated/laterDocuments.js';
import { createCache } from '../transport/createCache.js';

/**
 * Every operation of this client by the SHA-256 (hex) of its text as it is sent: what a server that takes listed operations only
 * (`EVENTEYE_OPERATIONS=allow-list`) is given. The build writes it to `persisted-operations.json`.
 */
export function persistedOperations(): Record<string, string> {
  const cache = createCache();
  const operations = (Object.values({ ...documents, ...laterDocuments }) as unknown[]).filter(isOperation);
  // Apollo Client adds __typename to what goes through its cache; uploads do not.
  const texts = operations.flatMap((document) => [print(document), print(cache.transformDocument(document))]);
  return Object.fromEntries(
    texts.map((text) => [createHash('sha256').update(text).digest('hex'), text] as const).sort(),
  );
}

function isOperation(value: unknown): value is DocumentNode {
  const document = value as Partial<DocumentNode> | undefined;
  return (
    document?.kind === Kind.DOCUMENT &&
    document.definitions?.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) === true
  );
}
