import { type AnalysisOutcome, EventEyeError } from '@eventeye/core';
import type { Engine, ModelDescription, Prediction } from '@eventeye/inference';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PictureCounts } from '../rendering/pictureCache.js';
import { pictureMetrics } from './pictureMetrics.js';

/** What a scrape reads; labels hold no patient, no organization and no id. */
export interface Metrics {
  /** The engine with every answer and refusal counted. */
  watch<E extends Engine>(engine: E): E;
  /** An event of the engine's process: `engine.exit`, `engine.ready`, ... */
  engineEvent(event: string): void;
  /** A stored analysis reached its final state. */
  analysisEnded(end: AnalysisEnd): void;
  /** How many analyses wait and run; asked at each scrape. */
  countJobs(count: () => Promise<{ queued: number; running: number }>): void;
  /** How pictures were answered; asked at each scrape. */
  countPictures(count: () => PictureCounts): void;
  /** The text format, version 0.0.4. */
  render(): Promise<{ contentType: string; body: string }>;
}

/** How a stored analysis ended. */
export interface AnalysisEnd {
  status: 'SUCCEEDED' | 'FAILED';
  /** WITHHELD in silent mode. */
  outcome?: AnalysisOutcome | 'WITHHELD';
  waitSeconds: number;
  totalSeconds: number;
}

const buckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];
/** A scrape waits no longer for the database; the gauges then keep away. */
const longestLookMs = 1_000;

/** Makes the metrics of one server process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'eventeye_' });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `eventeye_${name}_seconds`, help, buckets, registers });
  const decode = histogram('decode', 'Decoding of one image in the engine.');
  const preprocess = histogram('preprocess', 'Window, resize and tensor of one image.');
  const inference = histogram('inference', 'One run of the model.');
  const wait = histogram('job_wait', 'From the request of an analysis to the beginning of its run.');
  const total = histogram('analysis', 'From the request of an analysis to its final state.');
  const analyses = new Counter({
    name: 'eventeye_analyses_total',
    help: 'Analyses that reached their final state.',
    labelNames: ['status', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'eventeye_engine_failures_total',
    help: 'Images the engine gave no answer for, by the stable code of the reason.',
    labelNames: ['code'],
    registers,
  });
  const restarts = new Counter({
    name: 'eventeye_engine_exits_total',
    help: 'Ends of the engine process that were not asked for.',
    registers,
  });
  const ready = new Gauge({
    name: 'eventeye_engine_ready',
    help: '1 once the golden picture gave its golden answer.',
    registers,
  });
  let lookAtJobs: (() => Promise<{ queued: number; running: number }>) | undefined;
  const running = new Gauge({ name: 'eventeye_jobs_running', help: 'Analyses that run.', registers });
  new Gauge({
    name: 'eventeye_jobs_queued',
    help: 'Analyses that wait.',
    registers,
    async collect() {
      this.reset();
      running.reset();
      const jobs = await within(longestLookMs, lookAtJobs?.());
      if (!jobs) return;
      this.set(jobs.queued);
      running.set(jobs.running);
    },
  });
  let described: (() => ModelDescription) | undefined;
  new Gauge({
    name: 'eventeye_model_info',
    help: 'The model that is served; always 1.',
    labelNames: ['name', 'version', 'precision', 'sha256'],
    registers,
    collect() {
      this.reset();
      const model = described?.();
      if (!model) return;
      const { name, version, precision, sha256 } = model;
      this.set({ name, version, precision, sha256 }, 1);
    },
  });

  const answered = ({ timings }: Prediction) => {
    decode.observe(timings.decodeMs / 1000);
    preprocess.observe(timings.preprocessMs / 1000);
    inference.observe(timings.inferenceMs / 1000);
  };
  return {
    watch<E extends Engine>(engine: E): E {
      described = () => engine.model;
      return new Proxy(engine, {
        get(target, key) {
          if (key !== 'analyze') return Reflect.get(target, key, target);
          return (...args: Parameters<Engine['analyze']>) => {
            const answer = target.analyze(...args);
            answer.then(answered, (error: unknown) =>
              refusals.inc({ code: EventEyeError.is(error) ? error.code : 'INTERNAL' }),
            );
            return answer;
          };
        },
      });
    },
    engineEvent(event) {
      if (event === 'engine.ready') ready.set(1);
      if (event === 'engine.exit') {
        ready.set(0);
        restarts.inc();
      }
    },
    analysisEnded({ status, outcome, waitSeconds, totalSeconds }) {
      analyses.inc({ status, outcome: outcome ?? '' });
      wait.observe(waitSeconds);
      total.observe(totalSeconds);
    },
    countJobs(count) {
      lookAtJobs = count;
    },
    countPictures: pictureMetrics(registers),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

/** What the work gives, if it gives anything in time. */
async function within<T>(ms: number, work: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work?.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
