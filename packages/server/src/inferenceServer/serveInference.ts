import { createServer } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import express from 'express';
import type { ServerConfig } from '../config.js';
import { faultHandler } from '../http/faultHandler.js';
import { healthRoutes } from '../http/health.js';
import { listen } from '../http/listen.js';
import { watchReadiness } from '../http/readiness.js';
import { securityHeaders } from '../http/securityHeaders.js';
import { inferenceDoors, inferencePath, openInferencePath } from '../inference/inferenceDoors.js';
import { createMetrics } from '../metrics/createMetrics.js';
import { metricsRoute } from '../metrics/metricsRoute.js';
import { startEngineOf } from '../model/startEngineOf.js';
import type { Log } from '../services.js';
import { openTracing } from '../tracing/openTracing.js';
import { traceRequests } from '../tracing/traceRequests.js';
import { callerOfToken } from './inferenceTokens.js';

/** An inference server that listens. */
export interface RunningInferenceServer {
  /** Without a trailing slash. */
  url: string;
  /** Of the engine's process; `undefined` while it is restarted. */
  enginePid(): number | undefined;
  /** Ends running requests, then the engine. */
  close(): Promise<void>;
}

/**
 * The engine behind its two doors and nothing else: no database, no users, nothing stored. For those who have a record of
 * their own and want predictions.
 *
 * @throws EventEyeError CONFIG_INVALID without tokens or when the port is taken, MODEL_INVALID.
 */
export async function serveInference(config: ServerConfig, log: Log): Promise<RunningInferenceServer> {
  const tokens = config.inferenceTokens;
  if (tokens.length === 0) {
    throw new EventEyeError(
      'CONFIG_INVALID',
      'Nobody could use this server: make a token with `eventeye inference new-token` and set EVENTEYE_INFERENCE_TOKENS.',
      { path: ['EVENTEYE_INFERENCE_TOKENS'] },
    );
  }
  const tracing = await openTracing(config.tracing, log);
  const metrics = createMetrics();
  const engine = metrics.watch(await startEngineOf(config, metrics, log));
  try {
    const readiness = watchReadiness({ engine }, log);
    const app = express();
    app.disable('x-powered-by');
    const httpServer = createServer(app);
    app.use(securityHeaders(config));
    app.use(healthRoutes({}, readiness));
    app.use(metricsRoute({ config, metrics }));
    app.use(traceRequests([inferencePath, openInferencePath]));
    const identify = async (request: express.Request) => callerOfToken(tokens, request.headers.authorization);
    app.use(inferenceDoors({ engine, config, identify }, readiness, log));
    app.use(faultHandler(log));
    const url = await listen(httpServer, config);
    log.info({ url }, 'listening for inference');
    return {
      url,
      enginePid: () => engine.pid,
      async close() {
        readiness.draining = true;
        await new Promise((resolve) => {
          httpServer.close(resolve);
          httpServer.closeIdleConnections();
        });
        await engine.close();
        await tracing.close();
      },
    };
  } catch (error) {
    await engine.close();
    await tracing.close();
    throw error;
  }
}
