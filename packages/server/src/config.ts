import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import type { ImageLimits } from '@eventeye/inference';
import { z } from 'zod';
import type { DeidentificationPolicy } from './deidentification/policy.js';
import { parseAllowedHosts } from './inference/fetch/allowedHosts.js';
import type { FetchPolicy } from './inference/fetch/fetchPolicy.js';
import { type InferenceToken, parseInferenceTokens } from './inferenceServer/inferenceTokens.js';
import type { RatePolicy } from './limits/rateLimits.js';
import { type ProxyTrust, parseTrustedProxies } from './limits/trustedProxies.js';
import { servedModel } from './model/install/modelStore.js';
import { defaultMaxQueued } from './queue/admitJobs.js';
import { type TracingSettings, tracingSettings, tracingVariables } from './tracing/tracingSettings.js';
import type { UploadLimits } from './uploads/uploadLimits.js';
import type { WebhookPolicy } from './webhooks/webhookPolicy.js';

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
  /** Resident memory of the engine process beyond which a fresh one takes its place. */
  maxEngineBytes: number;
  /** Drawn pictures that are kept in memory. */
  maxPictureBytes: number;
  /** Demonstration mode: known users and phantom patients, bound to the loopback address only. */
  demo: boolean;
  /** Folder with `manifest.json` and the ONNX file. */
  modelDirectory: string;
  /** Whether the folder was set and not chosen by `model activate`: it then can not be changed while serving. */
  modelFixed: boolean;
  /** One of the model's precisions instead of the one its manifest serves. */
  precision?: 'fp32' | 'fp16' | 'int8';
  /** Where the network runs. */
  provider: 'cpu' | 'cuda' | 'tensorrt';
  /** Bearer token of `/metrics`; without it there is no such address. */
  metricsToken?: string;
  /** Whether this process takes analysis jobs from the queue. Always true on the embedded database. */
  runJobs: boolean;
  /** Analyses of one organization that may wait at the same time. */
  maxQueuedPerOrganization: number;
  limits: ImageLimits;
  /** Bytes of an uploaded zip archive. */
  maxArchiveBytes: number;
  /** Bounds of uploads that are under way or wait to be completed. */
  uploads: UploadLimits;
  /** What becomes of uploads of organizations that have not chosen for themselves. */
  deidentification: DeidentificationPolicy;
  /** Programs that may use the inference server (`eventeye inference serve`); the API does not read them. */
  inferenceTokens: readonly InferenceToken[];
  /** Where images may be fetched from when a caller of `/inference` sends a URL. */
  fetch: FetchPolicy;
  /** Where webhooks may be sent. */
  webhooks: WebhookPolicy;
  /** What callers may ask for in a minute. */
  rates: RatePolicy;
  /** Who may ask for the schema itself. */
  introspection: 'on' | 'off' | 'signed-in';
  /** Files that list the operations to take; without, any is taken. */
  operationFiles?: string[];
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies?: ProxyTrust;
  /** Key of tokens and signed addresses; without it one is made and kept in the data directory. */
  secret?: string;
  /** Where clients reach the server, without a trailing slash; signed addresses begin with it. */
  publicUrl?: string;
  /** The `dist` folder of `@eventeye/embed`, served under `/embed`; without it nothing is. */
  embedRoot?: string;
  /** Where the identity providers are described that people may sign in through. */
  oidcFile?: string;
  /** Build of an application that is served at `/`; without it, `/` leads to the playground. */
  webRoot?: string;
  logLevel: string;
  /** Where and how often the ends of the audit's chains are signed and written down. */
  auditCheckpoints: { file: string; everyMs: number };
  /** OpenTelemetry traces, where its standard variables ask for them. */
  tracing?: TracingSettings;
}

const megabyte = 1024 * 1024;
const integer = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const allowedHosts = z.string().transform((list, context) => {
  const { hosts, invalid } = parseAllowedHosts(list);
  if (hosts) return hosts;
  context.addIssue(`"${invalid}" is no host name, *.domain, address or one of these with :port`);
  return z.NEVER;
});
const trustedProxies = z.string().transform((list, context) => {
  try {
    return parseTrustedProxies(list);
  } catch {
    context.addIssue('must be addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal');
    return z.NEVER;
  }
});
const rate = integer(0, 1_000_000_000);
const inferenceTokens = z.string().transform((list, context) => {
  const { tokens, invalid } = parseInferenceTokens(list);
  if (tokens) return tokens;
  context.addIssue(
    `"${invalid}" is no name:sha256 with a name of its own; make one with eventeye inference new-token`,
  );
  return z.NEVER;
});
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://');

/** Every variable that is read, with what it means; `packages/server/README.md` lists them for operators. */
const environment = z.object({
  PORT: integer(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  EVENTEYE_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  EVENTEYE_WORKERS: integer(1, 256).default(Math.max(1, Math.floor(availableParallelism() / 2))),
  EVENTEYE_MAX_ENGINE_MB: integer(64, 1_048_576).default(2048),
  EVENTEYE_PICTURE_CACHE_MB: integer(1, 65_536).default(64),
  EVENTEYE_RUN_JOBS: z.stringbool().default(true),
  EVENTEYE_MODEL_DIR: z.string().min(1).optional(),
  EVENTEYE_PRECISION: z.enum(['fp32', 'fp16', 'int8']).optional(),
  EVENTEYE_PROVIDER: z.enum(['cpu', 'cuda', 'tensorrt']).default('cpu'),
  EVENTEYE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  EVENTEYE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  EVENTEYE_OIDC_FILE: z.string().min(1).optional(),
  EVENTEYE_EMBED_ROOT: z.string().min(1).optional(),
  EVENTEYE_WEB_ROOT: z.string().min(1).optional(),
  EVENTEYE_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  EVENTEYE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  EVENTEYE_MAX_QUEUED_PER_ORGANIZATION: integer(1, 10_000_000).default(defaultMaxQueued),
  EVENTEYE_MAX_FILE_MB: integer(1, 2048).default(256),
  EVENTEYE_MAX_ARCHIVE_MB: integer(1, 65_536).default(1024),
  EVENTEYE_MAX_UPLOADING_MB: integer(1, 1_048_576).default(8192),
  EVENTEYE_MAX_WAITING_UPLOADS_MB: integer(1, 16_777_216).default(32_768),
  EVENTEYE_MAX_OPEN_UPLOADS: integer(1, 100_000).default(2048),
  EVENTEYE_UPLOAD_HOURS: integer(1, 720).default(24),
  EVENTEYE_MAX_PIXELS: integer(1, 2 ** 30).default(2 ** 26),
  EVENTEYE_MAX_SAMPLES: integer(1, 2 ** 31).default(2 ** 28),
  EVENTEYE_DEIDENTIFICATION: z.enum(['off', 'on', 'required']).default('off'),
  EVENTEYE_INFERENCE_TOKENS: inferenceTokens.default([]),
  EVENTEYE_FETCH_ALLOW: allowedHosts.default([]),
  EVENTEYE_FETCH_HTTP: z.stringbool().default(false),
  EVENTEYE_FETCH_PRIVATE: z.stringbool().default(false),
  EVENTEYE_WEBHOOK_PRIVATE: z.stringbool().default(false),
  EVENTEYE_RATE_OPERATIONS: rate.default(12_000),
  EVENTEYE_RATE_COST: rate.default(3_000_000),
  EVENTEYE_RATE_REQUESTS: rate.default(60_000),
  EVENTEYE_RATE_SIGN_INS: rate.default(60),
  EVENTEYE_RATE_VERIFICATIONS: rate.default(30),
  EVENTEYE_INTROSPECTION: z.enum(['on', 'off', 'signed-in']).default('on'),
  EVENTEYE_TRUSTED_PROXIES: trustedProxies.optional(),
  EVENTEYE_AUDIT_CHECKPOINT_FILE: z.string().min(1).optional(),
  EVENTEYE_AUDIT_CHECKPOINT_HOURS: z.coerce.number().min(0).max(8760).default(24),
  EVENTEYE_OPERATIONS: z.enum(['any', 'allow-list']).default('any'),
  EVENTEYE_OPERATIONS_FILE: z.string().optional(),
  ...tracingVariables,
});

/**
 * Reads the settings from the environment. An empty variable counts as unset.
 *
 * @param demo binds to the loopback address whatever HOST says, because the demo's passwords are public.
 * Throws CONFIG_INVALID, naming every variable at fault.
 */
export function parseConfig(
  variables: Record<string, string | undefined>,
  options: { demo?: boolean } = {},
): ServerConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EventEyeError('CONFIG_INVALID', `Correct these environment variables. ${faults.join('; ')}`, {
      path: parsed.error.issues.map((issue) => String(issue.path[0])),
    });
  }
  const env = parsed.data;
  const demo = options.demo ?? false;
  const tracing = tracingSettings(env);
  return {
    host: demo ? '127.0.0.1' : env.HOST,
    port: env.PORT,
    dataDirectory: resolve(env.EVENTEYE_DATA_DIR),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    workers: env.EVENTEYE_WORKERS,
    maxEngineBytes: env.EVENTEYE_MAX_ENGINE_MB * megabyte,
    maxPictureBytes: env.EVENTEYE_PICTURE_CACHE_MB * megabyte,
    demo,
    modelDirectory: env.EVENTEYE_MODEL_DIR
      ? resolve(env.EVENTEYE_MODEL_DIR)
      : servedModel(resolve(env.EVENTEYE_DATA_DIR)),
    modelFixed: env.EVENTEYE_MODEL_DIR !== undefined,
    ...(env.EVENTEYE_PRECISION && { precision: env.EVENTEYE_PRECISION }),
    provider: env.EVENTEYE_PROVIDER,
    runJobs: env.DATABASE_URL ? env.EVENTEYE_RUN_JOBS : true,
    maxQueuedPerOrganization: env.EVENTEYE_MAX_QUEUED_PER_ORGANIZATION,
    limits: {
      maxBytes: env.EVENTEYE_MAX_FILE_MB * megabyte,
      maxPixels: env.EVENTEYE_MAX_PIXELS,
      maxTotalSamples: env.EVENTEYE_MAX_SAMPLES,
    },
    maxArchiveBytes: env.EVENTEYE_MAX_ARCHIVE_MB * megabyte,
    uploads: {
      maxInFlightBytes: env.EVENTEYE_MAX_UPLOADING_MB * megabyte,
      maxWaitingBytes: env.EVENTEYE_MAX_WAITING_UPLOADS_MB * megabyte,
      maxOpenPerUser: env.EVENTEYE_MAX_OPEN_UPLOADS,
      lifetimeMs: env.EVENTEYE_UPLOAD_HOURS * 3_600_000,
    },
    deidentification: env.EVENTEYE_DEIDENTIFICATION.toUpperCase() as DeidentificationPolicy,
    inferenceTokens: env.EVENTEYE_INFERENCE_TOKENS,
    fetch: {
      hosts: env.EVENTEYE_FETCH_ALLOW,
      allowHttp: env.EVENTEYE_FETCH_HTTP,
      allowPrivate: env.EVENTEYE_FETCH_PRIVATE,
    },
    webhooks: { allowPrivate: env.EVENTEYE_WEBHOOK_PRIVATE },
    ...(env.EVENTEYE_METRICS_TOKEN && { metricsToken: env.EVENTEYE_METRICS_TOKEN }),
    rates: {
      operations: env.EVENTEYE_RATE_OPERATIONS,
      cost: env.EVENTEYE_RATE_COST,
      requests: env.EVENTEYE_RATE_REQUESTS,
      signIns: env.EVENTEYE_RATE_SIGN_INS,
      verifications: env.EVENTEYE_RATE_VERIFICATIONS,
    },
    introspection: env.EVENTEYE_INTROSPECTION,
    ...(env.EVENTEYE_OPERATIONS === 'allow-list' && {
      operationFiles: operationFiles(env.EVENTEYE_OPERATIONS_FILE),
    }),
    ...(env.EVENTEYE_TRUSTED_PROXIES && { trustedProxies: env.EVENTEYE_TRUSTED_PROXIES }),
    ...(env.EVENTEYE_SECRET && { secret: env.EVENTEYE_SECRET }),
    ...(env.EVENTEYE_PUBLIC_URL && { publicUrl: env.EVENTEYE_PUBLIC_URL.replace(/\/+$/, '') }),
    ...(env.EVENTEYE_EMBED_ROOT && { embedRoot: resolve(env.EVENTEYE_EMBED_ROOT) }),
    ...(env.EVENTEYE_OIDC_FILE && { oidcFile: resolve(env.EVENTEYE_OIDC_FILE) }),
    ...(env.EVENTEYE_WEB_ROOT && { webRoot: resolve(env.EVENTEYE_WEB_ROOT) }),
    auditCheckpoints: {
      file: resolve(
        env.EVENTEYE_AUDIT_CHECKPOINT_FILE ?? join(env.EVENTEYE_DATA_DIR, 'audit-checkpoints.jsonl'),
      ),
      everyMs: env.EVENTEYE_AUDIT_CHECKPOINT_HOURS * 3_600_000,
    },
    logLevel: env.EVENTEYE_LOG_LEVEL,
    ...(tracing && { tracing }),
  };
}

function operationFiles(list = ''): string[] {
  const files = list
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
  if (files.length > 0) return files.map((file) => resolve(file));
  throw new EventEyeError(
    'CONFIG_INVALID',
    'Name the files of the list in EVENTEYE_OPERATIONS_FILE, or set EVENTEYE_OPERATIONS to any.',
    { path: ['EVENTEYE_OPERATIONS_FILE'] },
  );
}
