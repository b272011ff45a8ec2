import { type Engine, type EngineOptions, startEngine } from '@eventeye/inference';

/** An engine whose model can be changed while it works. */
export interface SwitchableEngine extends Engine {
  /**
   * Serves another model: started and checked beside the present one, which finishes what it has begun. Several calls are
   * obeyed one after the other.
   *
   * @throws EventEyeError when the other model does not get ready; the present one then stays.
   */
  activate(modelDirectory: string): Promise<void>;
}

/** One engine with what it still has to do. */
interface Life {
  engine: Engine;
  running: Set<Promise<unknown>>;
}

/** Starts an engine that can change its model. */
export async function startSwitchableEngine(options: EngineOptions): Promise<SwitchableEngine> {
  let current: Life = { engine: await startEngine(options), running: new Set() };
  let switching: Promise<void> = Promise.resolve();
  const leaving = new Set<Promise<void>>();
  let closed = false;

  /** What begins on a model ends on it. */
  function on<T>(act: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine, running } = current;
    const work = act(engine);
    const settled = work.then(
      () => {},
      () => {},
    );
    running.add(settled);
    void settled.then(() => running.delete(settled));
    return work;
  }

  async function leave({ engine, running }: Life): Promise<void> {
    while (running.size > 0) await Promise.all(running);
    await engine.close();
  }

  async function change(modelDirectory: string): Promise<void> {
    const next = await startEngine({ ...options, modelDirectory });
    try {
      await next.ready();
    } catch (error) {
      await next.close();
      throw error;
    }
    if (closed) return next.close();
    const before = current;
    current = { engine: next, running: new Set() };
    const gone = leave(before);
    leaving.add(gone);
    void gone.finally(() => leaving.delete(gone));
  }

  return {
    get model() {
      return current.engine.model;
    },
    get pid() {
      return current.engine.pid;
    },
    ready: () => current.engine.ready(),
    inspect: (bytes) => on((engine) => engine.inspect(bytes)),
    render: (bytes, render, signal) => on((engine) => engine.render(bytes, render, signal)),
    renderHeatmap: (attention, width, height, signal) =>
      on((engine) => engine.renderHeatmap(attention, width, height, signal)),
    renderOverlay: (bytes, attention, overlay, signal) =>
      on((engine) => engine.renderOverlay(bytes, attention, overlay, signal)),
    subtract: (bytes, base, options) => on((engine) => engine.subtract(bytes, base, options)),
    project: (slices, options) => on((engine) => engine.project(slices, options)),
    analyze: (bytes, analyze) => on((engine) => engine.analyze(bytes, analyze)),
    activate(modelDirectory) {
      const changed = switching.then(() => change(modelDirectory));
      switching = changed.catch(() => {});
      return changed;
    },
    async close() {
      closed = true;
      await switching;
      await current.engine.close();
      await Promise.all(leaving);
    },
  };
}
