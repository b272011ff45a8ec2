import { addressee } from '../../auth/addressCaller.js';
import { encodeGlobalId } from '../../schema/globalId.js';
import { findTraces } from '../findTraces.js';
import { exists } from '../scopes.js';
import { aimed, type Walk } from '../walk.js';
import type { Door } from './door.js';
import { doors } from './doors.js';
import type { HttpCaller } from './httpCallers.js';

interface Reply {
  status: number;
  headers: string;
  body: string;
}

const unknownId = '00000000-0000-7000-8000-000000000000';
const refusals = [401, 403, 404];

/** Comes in by every route that the server has, with every kind of token, for rows of organization A. */
export async function walkDoors(
  walk: Walk,
  url: string,
  routes: readonly string[],
  callers: readonly HttpCaller[],
): Promise<void> {
  for (const route of routes) {
    const declared = doors[route];
    if (!declared) {
      walk.gaps.push(
        `Say in authorizationWalk/doors/doors.ts who may come in by "${route}", and where it is.`,
      );
      continue;
    }
    for (const door of [declared].flat()) await walkDoor(route.split(' ')[0]!, door);
  }
  for (const route of Object.keys(doors)) {
    if (!routes.includes(route))
      walk.gaps.push(`"${route}" is declared in doors.ts and there is no such route.`);
  }

  async function walkDoor(method: string, door: Door): Promise<void> {
    const scope = (door.table && walk.world.rows.get(idOf(door.table))?.scope) || aimed;
    for (const who of callers) {
      const what = `${method} ${door.at}`;
      walk.pairs.add(`${what} ${who.name}`);
      const may = door.rule(who, scope);
      const reply = await knock(method, door, who, idOf);
      // GraphQL says so in the body.
      const isRefused = /"data":null,"errors"/.test(reply.body);
      const isIn = !isRefused && !(door.table ? refusals : [401, 403]).includes(reply.status);
      const traces = findTraces(walk.world, reply.body + reply.headers, sentBy(door, who));
      const told = traces.filter((trace) => !may || !exists(trace.scope, who));
      if (told.length > 0) walk.leaks.push(`${what} tells ${who.name}: ${told[0]!.what}`);
      if (may && !isIn)
        walk.gaps.push(`${what} refuses ${who.name}, who may: ${reply.status} ${reply.body.slice(0, 200)}`);
      if (may) continue;
      if (isIn) walk.leaks.push(`${what} lets ${who.name} in: ${reply.status} ${reply.body.slice(0, 200)}`);
      if (!door.table) continue;
      const unknown = await knock(method, door, who, () => unknownId);
      if (unknown.status !== reply.status || plain(unknown.body) !== plain(reply.body))
        walk.leaks.push(
          `${what} tells ${who.name} that the id exists: ${reply.status}, not ${unknown.status}`,
        );
    }
  }

  async function knock(
    method: string,
    door: Door,
    who: HttpCaller,
    id: (table: string) => string,
  ): Promise<Reply> {
    const rowId = door.table ? id(door.table) : '';
    let path = door.at.replace(':id', door.isGlobalId ? encodeGlobalId(door.table!, rowId) : rowId);
    if (door.by === 'signed' && who.caller) {
      const query = new URLSearchParams({ ...door.query?.(id), ...addressee(who.caller) });
      path = walk.services.addresses.sign(`${path}?${query}`);
    }
    const body = door.body?.(id);
    const response = await fetch(`${url}${path}`, {
      method: door.method ?? (method === 'all' ? 'get' : method),
      redirect: 'manual',
      headers: {
        ...door.headers,
        ...(body && { 'content-type': body.type }),
        // An address that was signed needs no token, and is tried without one.
        ...(door.by === 'signed' ? {} : who.headers),
      },
      ...(body && { body: body.text }),
    });
    const headers = JSON.stringify([...response.headers]);
    return { status: response.status, headers, body: await beginningOf(response) };
  }

  function idOf(table: string): string {
    const id = table === 'BaseSeries' ? walk.world.idOf('Series', aimed, 1) : walk.world.idOf(table, aimed);
    return id ?? unknownId;
  }

  function sentBy(door: Door, { caller }: HttpCaller): string {
    const id = door.table ? idOf(door.table) : '';
    return [id, encodeGlobalId(door.table ?? '', id), caller?.userId, JSON.stringify(door.body?.(idOf))].join(
      ' ',
    );
  }
}

/** A stream tells the present state first and stays open: no more than its first part is waited for. */
async function beginningOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body!.getReader();
  const parts: string[] = [];
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(decoder.decode(value, { stream: true }));
    if (parts.join('').includes('event: ')) break;
  }
  await reader.cancel();
  return parts.join('');
}

/** Ids that lead to the log differ every time. */
const plain = (body: string) => body.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
