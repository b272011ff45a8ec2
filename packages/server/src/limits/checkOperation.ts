import { GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkDocument } from './checkDocument.js';
import { checkTokens } from './checkTokens.js';
import { operationLimits } from './operationLimits.js';
import { tooComplex } from './tooComplex.js';

/** Documents that were found good: clients send the same few again and again. */
const accepted = new LRUCache<string, true>({
  maxSize: 4_000_000,
  sizeCalculation: (_value, document) => document.length + 100,
});

/**
 * Refuses a document that would take long to parse, to validate or to run. Whatever way operations come in, they pass here
 * before graphql-js sees them. What is no GraphQL is let through, for graphql-js to say what is wrong.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX, VALIDATION_FAILED.
 */
export function checkOperation(document: string): void {
  const { documentCharacters, tokens } = operationLimits;
  if (document.length > documentCharacters) {
    throw tooComplex('characters in a document', documentCharacters, 'Ask in several requests.');
  }
  if (accepted.has(document)) return;
  try {
    checkTokens(document);
    checkDocument(parse(document, { maxTokens: tokens, noLocation: true }));
  } catch (error) {
    if (error instanceof GraphQLError) return;
    throw error;
  }
  accepted.set(document, true);
}
