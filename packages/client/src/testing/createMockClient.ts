import { type ErrorCode, isFinal } from '@eventeye/core';
import { createEventEyeClient } from '../createEventEyeClient.js';
import type { EventEyeClient } from '../eventEyeClient.js';
import type {
  AnalysisFieldsFragment,
  AnalysisOutcome,
  SeriesAnalysisFieldsFragment,
  UserFieldsFragment,
} from '../generated/graphql.js';
import { anAnalysis } from './fixtures/analyses.js';
import { aSeriesAnalysis } from './fixtures/aSeriesAnalysis.js';
import { completeData, type MockData, replace } from './server/mockData.js';
import { createMockFetch, delay, type Weather } from './server/mockFetch.js';
import { createMockServer, type MockServer } from './server/mockServer.js';
import { createMockSockets } from './server/mockSocket.js';

/** How a mock server behaves. */
export type MockMode = 'online' | 'offline' | 'unauthorised';

/** Settings of {@link createMockClient}: what the server knows, and how it behaves. */
export interface MockClientOptions extends Partial<MockData> {
  /** The first of `users` when left out; null for a client that is signed out. */
  signedInAs?: UserFieldsFragment | null;
  mode?: MockMode;
  /** How long every answer takes. */
  latencyMs?: number;
  /**
   * `manual` (the default): an analysis that is asked for waits until `mock.push` says what becomes of it. Otherwise it runs by
   * itself to the given outcome, a step each `stepMs`.
   */
  run?: 'manual' | { outcome?: AnalysisOutcome; stepMs?: number };
  /** Of texts that fixtures make. */
  locale?: 'en' | 'ko';
}

/** What a test or a story does to the server behind a mock client. */
export interface MockControls {
  /** What the server knows; change it at will. */
  readonly data: MockData;
  /** Every operation that came, in order. */
  readonly requests: MockServer['requests'];
  /** Makes the server unreachable, or forget every session, from now on. */
  setMode(mode: MockMode): void;
  setLatency(ms: number): void;
  /** Refuses the next operations of a name, once unless told otherwise. `times: Infinity` refuses all. */
  fail(operationName: string, code: ErrorCode, options?: { message?: string; times?: number }): void;
  /** A new state of an analysis or of a run over a series: stored, and told to who watches it. */
  push(state: AnalysisFieldsFragment | SeriesAnalysisFieldsFragment): void;
  /** Cuts every connection, as a server that restarts. */
  disconnect(): void;
}

/** A client with a server in memory behind it. */
export type MockClient = EventEyeClient & { readonly mock: MockControls };

/**
 * A client like any other, whose server is made of the given data and executes the real schema: for stories and tests, in
 * Node and in browsers, without a network.
 *
 * @example
 * const image = aMedicalImage();
 * const client = createMockClient({ images: [image], analyses: [anAnalysis({ medicalImage: image, outcome: 'MALIGNANT' })] });
 * render(<EventEyeProvider client={client}><Card imageId={image.id} /></EventEyeProvider>);
 */
export function createMockClient(options: MockClientOptions = {}): MockClient {
  const { signedInAs, mode = 'online', latencyMs = 0, run = 'manual', locale = 'en' } = options;
  const users = options.users ?? (signedInAs ? [signedInAs] : undefined);
  const data = completeData(users ? { ...options, users } : options);
  const weather: Weather = { offline: false, latencyMs };
  const server = createMockServer(data, (id) => {
    if (run !== 'manual') void runByItself(id, run);
  });
  const sockets = createMockSockets(server, weather);
  const user = signedInAs === undefined ? data.users[0] : signedInAs;
  const tokens = user && { accessToken: `mock:${user.id}` };
  const client = createEventEyeClient({
    url: 'http://mock.eventeye.invalid/graphql',
    fetch: createMockFetch(server, weather),
    webSocket: sockets.WebSocket,
    locale,
    ...(tokens && { auth: tokens }),
  });
  let accounts = data.users;
  const mock: MockControls = {
    data,
    requests: server.requests,
    setMode(next) {
      weather.offline = next === 'offline';
      if (next === 'unauthorised' && data.users.length > 0) {
        accounts = data.users;
        data.users = [];
      } else if (next !== 'unauthorised' && data.users.length === 0) data.users = accounts;
      if (next !== 'online') sockets.cutAll();
    },
    setLatency(ms) {
      weather.latencyMs = ms;
    },
    fail(operationName, code, { message = 'The mock was told to fail.', times = 1 } = {}) {
      server.failures.set(operationName, { code, message, times });
    },
    push(state) {
      if (state.__typename === 'Analysis') {
        replace(data.analyses, state);
        server.topics.publish(state.medicalImage.patient.id);
      } else replace(data.seriesAnalyses, state);
      server.topics.publish(state.id);
    },
    disconnect: () => sockets.cutAll(),
  };
  mock.setMode(mode);

  async function runByItself(
    id: string,
    { outcome = 'BENIGN', stepMs = 400 }: { outcome?: AnalysisOutcome; stepMs?: number },
  ) {
    for (const progress of [0.1, 0.5, 0.9, 1]) {
      await delay(stepMs);
      const analysis = data.analyses.find((one) => one.id === id);
      const seriesRun = data.seriesAnalyses.find((one) => one.id === id);
      const before = analysis ?? seriesRun;
      if (!before || isFinal(before.status)) return;
      const status = progress === 1 ? 'SUCCEEDED' : 'RUNNING';
      if (analysis) {
        const medicalImage = data.images.find((one) => one.id === analysis.medicalImage.id)!;
        mock.push(anAnalysis({ ...analysis, result: {}, medicalImage, status, progress, outcome, locale }));
      } else if (seriesRun) {
        const series = data.series.find((one) => one.id === seriesRun.series.id)!;
        const completedSlices = Math.floor(series.imageCount * progress);
        mock.push(aSeriesAnalysis({ id, series, status, completedSlices, outcome }));
      }
    }
  }
  return Object.defineProperty(client, 'mock', { value: mock }) as MockClient;
}
