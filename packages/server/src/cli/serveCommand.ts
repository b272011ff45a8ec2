import { parseConfig } from '../config.js';
import { serve } from '../serve.js';
import { createLog } from './createLog.js';
import { untilStopped } from './untilStopped.js';

/** `eventeye serve`: listens until it is told to stop. */
export async function serveCommand(): Promise<void> {
  const config = parseConfig(process.env);
  const server = await serve(config, createLog(config.logLevel));
  console.log(`EventEye listens on ${server.graphqlUrl}`);
  await untilStopped(server.close);
}
