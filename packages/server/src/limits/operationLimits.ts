/**
 * What one GraphQL request may be, checked in this order: each check is cheaper than the next, and none runs on what an
 * earlier one refused. `docs/limits.md` tells clients; `hostileOperations.int.test.ts` tries to get past them.
 */
export const operationLimits = {
  /** Bytes of an HTTP body that is not multipart, and of the text parts of one that is. */
  bodyBytes: 1_000_000,
  /** Characters of a document. The largest of the SDK has 3,000. */
  documentCharacters: 100_000,
  /** Levels of objects and lists in variables. */
  variableDepth: 16,
  /** Objects, lists and values in variables together. */
  variableValues: 10_000,
  /** Characters of one text in variables. */
  variableCharacters: 100_000,
  /** Words and signs of a document, as the lexer counts them. */
  tokens: 5_000,
  /** Brackets within brackets of any kind. */
  nesting: 48,
  operations: 10,
  fragments: 100,
  /** Root fields of a mutation: each is work of its own, and a password to guess. */
  mutations: 10,
  directives: 50,
  /** The following count what stands in a fragment as often as it is spread. */
  aliases: 50,
  fields: 600,
  depth: 16,
  /**
   * How often the same answer field may be asked for in one place; fragments that overlap are. Whether these can be merged is
   * compared pair by pair by graphql-js, so this bounds a square.
   */
  repetitions: 50,
} as const;
