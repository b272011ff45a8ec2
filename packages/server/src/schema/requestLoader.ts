import DataLoader from 'dataloader';
import type { Caller } from '../services.js';
import type { RequestContext } from './context.js';

type Loaders = Map<string, DataLoader<string, unknown>>;
/** Loaders live as long as the request they belong to. */
const loaders = new WeakMap<RequestContext, { caller: Caller | null; byName: Loaders }>();

/**
 * The loader of a request by its name: what is asked in one moment is looked up in one go. Each name goes with one `load`, which is
 * given every id once.
 */
export function requestLoader<Value>(
  context: RequestContext,
  name: string,
  load: (ids: string[]) => Promise<(id: string) => Value>,
): DataLoader<string, Value> {
  let known = loaders.get(context);
  // Signing in changes on whose behalf a request speaks.
  if (known?.caller !== context.caller) known = undefined;
  if (!known) {
    known = { caller: context.caller, byName: new Map() };
    loaders.set(context, known);
  }
  let loader = known.byName.get(name);
  if (!loader) {
    loader = new DataLoader<string, unknown>(
      async (ids) => ids.map(await load([...new Set(ids)])),
      // Nothing is remembered: the context of a subscription outlives what it would remember.
      { cache: false },
    );
    known.byName.set(name, loader);
  }
  return loader as DataLoader<string, Value>;
}
