export { createLog } from './cli/createLog.js';
export { untilStopped } from './cli/untilStopped.js';
export { parseConfig, type ServerConfig } from './config.js';
export { demoAccounts, demoPassword } from './demo/demoAccounts.js';
export { seedAccounts } from './demo/seedAccounts.js';
export { openServices } from './openServices.js';
export { type RunningServer, serve } from './serve.js';
export type { Caller, Log, Services } from './services.js';
