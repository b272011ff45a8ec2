import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import type { Services } from '../services.js';

type PersistedQueries = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>;

const prefix = 'apq:';
const maxCharacters = 8_000_000;

/**
 * Automatic persisted queries: a client sends the hash of a document it sent before. What is remembered is bounded, and has
 * passed the limits. With a list of operations there is nothing to remember: the hashes of the list are all there are.
 */
export function persistedQueries({ operations }: Pick<Services, 'operations'>): PersistedQueries {
  const remembered = new LRUCache<string, string>({
    maxSize: maxCharacters,
    sizeCalculation: (document) => document.length + 100,
  });
  return {
    cache: {
      get: async (key) => (operations ? operations.get(key.slice(prefix.length)) : remembered.get(key)),
      set: async (key, document) => {
        if (!operations) remembered.set(key, document);
      },
      delete: async (key) => remembered.delete(key),
    },
  };
}
