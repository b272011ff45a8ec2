/** Starts the hospital's server; see emr.mjs. */
export function startEmr(options: {
  eventeye: string;
  accessToken(): Promise<string>;
  port?: number;
}): Promise<{ url: string; close(): Promise<unknown> }>;
