export { parseConfig, type ServerConfig } from './config.js';
export { type RunningServer, serve } from './serve.js';
export { type Log, openServices, type Services } from './services.js';
