import { decodeGlobalId } from '../schema/globalId.js';
import type { Scope } from './scopes.js';
import type { World } from './seed/seedWorld.js';

/** Something of a seeded row in an answer. */
export interface Trace {
  scope: Scope;
  /** The marker, id or figure as it stood there. */
  what: string;
}

const markers = /zq([A-Z](?:\.\w+)*)zq[^"\\&?]*/g;
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const words = /[A-Za-z0-9_+/=-]{20,}/g;

/**
 * Everything of seeded rows in an answer: texts, ids, plain or within global ids and cursors, numbers and moments.
 *
 * @param given what the caller sent: coming back with it tells them nothing.
 */
export function findTraces(world: World, answer: unknown, given = ''): Trace[] {
  const traces: Trace[] = [];
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
  const plain = text.replaceAll(/%([0-7][0-9A-Fa-f])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const note = (scope: Scope | undefined, what: string) => {
    if (scope && !given.includes(what)) traces.push({ scope, what });
  };
  for (const [what, scope] of plain.matchAll(markers)) note(scope, what!);
  for (const [id] of plain.matchAll(uuids)) note(world.rows.get(id!)?.scope, id!);
  for (const [word] of plain.matchAll(words)) {
    const id =
      decodeGlobalId(word!)?.id ?? /[0-9a-f-]{36}$/.exec(Buffer.from(word!, 'base64').toString())?.[0];
    if (id && !given.includes(word!)) note(world.rows.get(id)?.scope, id);
  }
  if (typeof answer === 'object') {
    for (const figure of figuresOf(answer)) note(world.figures.get(figure), figure);
  }
  return traces;
}

function* figuresOf(value: unknown): Generator<string> {
  if (typeof value === 'number' || typeof value === 'string') yield String(value);
  else if (value instanceof Date) yield value.toISOString();
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* figuresOf(inner);
}
