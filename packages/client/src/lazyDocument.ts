import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind, parse } from 'graphql';

/** An operation with the fragments it needs, parsed when it is first used. */
export function lazyDocument<T, V>(...texts: string[]): TypedDocumentNode<T, V> {
  let definitions: DocumentNode['definitions'] | undefined;
  return {
    kind: Kind.DOCUMENT,
    get definitions() {
      definitions ??= parse(texts.join(' '), { noLocation: true }).definitions;
      return definitions;
    },
  };
}
