/** Starts the EMR's server; see emr.mjs. */
export function startEmr(options: {
  eventeye: string;
  page: string;
  accessToken(): Promise<{ token: string; expiresAt: string }>;
  port?: number;
}): Promise<{ url: string; close(): Promise<unknown> }>;
