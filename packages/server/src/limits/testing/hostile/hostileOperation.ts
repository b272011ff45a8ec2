/** A request that no server should work on, and what ours has to say. */
export interface HostileOperation {
  name: string;
  /** The HTTP body; JSON unless a string. */
  body: unknown;
  status: 400 | 413;
  code: string;
  /** Words of the sentence that says what to do. */
  says: RegExp;
}

/** As many texts as asked for. */
export function times(count: number, text: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => text(i));
}

/** Brackets within brackets. */
export function nest(count: number, open: string, middle: string, close: string): string {
  return open.repeat(count) + middle + close.repeat(count);
}

/** Refused by the limits. */
export function tooComplex(
  name: string,
  query: string,
  says: RegExp,
  variables: object = {},
): HostileOperation {
  return { name, body: { query, variables }, status: 400, code: 'QUERY_TOO_COMPLEX', says };
}

/** Refused with another code. */
export function invalid(
  name: string,
  query: string,
  code: string,
  says: RegExp,
  variables: object = {},
): HostileOperation {
  return { ...tooComplex(name, query, says, variables), code };
}
