/** Methods that all answer with a promise. */
// biome-ignore lint/suspicious/noExplicitAny: any arguments, which the type of the methods names.
type Methods<T> = { [K in keyof T]: (...given: any[]) => Promise<unknown> };

/** Methods whose code is loaded with the first call of one of them. Each is the same function whenever it is asked for. */
export function whenNeeded<T extends Methods<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const methods = new Map<string | symbol, (...given: unknown[]) => Promise<unknown>>();
  return new Proxy({} as T, {
    get(_target, name) {
      // What is awaited by mistake is no promise.
      if (name === 'then') return undefined;
      const method =
        methods.get(name) ??
        (async (...given: unknown[]) => {
          loaded ??= load();
          return (await loaded)[name as keyof T](...given);
        });
      methods.set(name, method);
      return method;
    },
  });
}
