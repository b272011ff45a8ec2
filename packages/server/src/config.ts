import type { ImageLimits } from '@eventeye/inference';

/** The settings of one server process, parsed once. Nothing else reads `process.env`. */
export interface ServerConfig {
  host: string;
  port: number;
  /** Holds the embedded database, the stored images and the generated secret. */
  dataDirectory: string;
  /** PostgreSQL to use instead of the embedded database. */
  databaseUrl?: string;
  /** Engine threads, one model session each. */
  workers: number;
  /** Demonstration mode: known users and phantom patients, bound to the loopback address only. */
  demo: boolean;
  /** Folder with `manifest.json` and the ONNX file. */
  modelDirectory: string;
  /** Whether this process takes analysis jobs from the queue. Always true on the embedded database. */
  runJobs: boolean;
  limits: ImageLimits;
  /** Key of tokens and signed addresses; without it one is made and kept in the data directory. */
  secret?: string;
  /** Where clients reach the server, without a trailing slash; signed addresses begin with it. */
  publicUrl?: string;
  logLevel: string;
}
