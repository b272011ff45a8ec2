import type { EventEyeError, Role } from '@eventeye/core';
import type { Engine } from '@eventeye/inference';
import type { AuditIntents } from './audit/auditIntents.js';
import type { PrincipalCache } from './auth/principalCache.js';
import type { ServerConfig } from './config.js';
import type { AllowedOrigins } from './crossOrigin/allowedOrigins.js';
import type {
  Analysis,
  MedicalImage,
  ModelVersion,
  PrismaClient,
  ReanalysisReport,
  SeriesAnalysis,
} from './database/client.js';

import type { OperationList } from './limits/operationList.js';
import type { RateLimits } from './limits/rateLimits.js';
import type { Metrics } from './metrics/createMetrics.js';
import type { ModelEngines } from './model/modelEngines.js';
import type { IdentityProvider } from './oidc/identityProviders.js';
import type { ReportRequest } from './reanalysis/requestReport.js';
import type { PictureCache } from './rendering/pictureCache.js';
import type { Transfers } from './uploads/transfers.js';
import type { UploadService } from './uploads/uploadService.js';

/** What a token may be used for; the role of its user bounds it further. */
export type TokenScope = 'READ' | 'UPLOAD' | 'ANALYZE' | 'WRITE' | 'ADMINISTER';

/** The token that a caller came with. */
export interface CallerToken {
  kind: 'SESSION' | 'API_KEY' | 'EMBED';
  /** Of its row (session family, API key, embed token); null where none is kept. Never the secret itself. */
  id: string | null;
  scopes: readonly TokenScope[];
  /** Nothing outside this patient, or this study, exists for the caller. */
  only: { patientId: string; studyId?: string } | null;
  /** Streams end at this moment. */
  expiresAt: Date | null;
}

/** On whose behalf something is done; every look-up stays inside the caller's organization and the token's bounds. */
export interface Caller {
  organizationId: string;
  userId: string;
  role: Role;
  token: CallerToken;
}

/** The log that services write to; pino's signature. Holds no patient data. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** The database behind Prisma: which kind it is, and whether it answers. */
export interface Database {
  readonly kind: 'embedded' | 'postgresql';
  readonly prisma: PrismaClient;
  /** Runs the smallest query; rejects when the database does not answer. */
  ping(): Promise<void>;
}

/** Bytes under a path relative to the store's root, such as `medical_images/2026/01/31/<uuid>.dcm`. */
export interface FileStorage {
  /** Stores whole or not at all; replaces what was there. Throws STORAGE_FAILED. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Throws NOT_FOUND, STORAGE_FAILED. */
  read(path: string): Promise<Uint8Array>;
  /** Succeeds also when there is nothing to delete. */
  delete(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Every stored path that begins with `prefix`, with its age. */
  list(prefix: string): AsyncIterable<{ path: string; modifiedAt: Date }>;
}

/** What each channel tells. Messages carry ids only: the row is the truth. */
export interface UpdateChannels {
  analysis: { analysisId: string };
  patient: { analysisId: string };
  seriesAnalysis: { seriesAnalysisId: string };
}

/** Tells subscribers on every process of this installation that a row changed. */
export interface Updates {
  /**
   * Collects from the moment of the call, so read the row after it: nothing falls between. Ends when `signal` aborts.
   * @param id of the analysis, or of the patient, that the channel is about.
   */
  subscribe<Channel extends keyof UpdateChannels>(
    channel: Channel,
    id: string,
    signal?: AbortSignal,
  ): AsyncIterable<UpdateChannels[Channel]>;
}

/** Images as uploaded and admitted. */
export interface ImageService {
  /**
   * Admits and stores each file on its own: good ones are kept, bad ones come back as typed errors with `filename`.
   * Throws NOT_FOUND when `patientId` is not the organization's, FORBIDDEN when the caller's role may not upload.
   */
  store(
    caller: Caller,
    input: { patientId?: string; files: { filename: string; bytes: Uint8Array }[] },
  ): Promise<{
    images: MedicalImage[];
    rejected: EventEyeError[];
    /** What became of each file, in the order of `files`. */
    outcomes: (MedicalImage | EventEyeError)[];
  }>;
}

/** Analyses: the row and its job always change together. */
export interface AnalysisService {
  /** Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED with `retryAfterSeconds`. */
  request(caller: Caller, medicalImageId: string, options?: { reuse?: boolean }): Promise<Analysis>;
  /** Cancels what has not finished; a final analysis is returned as it is. Throws NOT_FOUND, FORBIDDEN. */
  cancel(caller: Caller, analysisId: string): Promise<Analysis>;
}

/** Runs over whole series: the run, its slices and their jobs always change together. */
export interface SeriesAnalysisService {
  /** Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED. */
  request(caller: Caller, seriesId: string): Promise<SeriesAnalysis>;
  /** Cancels what has not finished; a final run is returned as it is. Throws NOT_FOUND, FORBIDDEN. */
  cancel(caller: Caller, seriesAnalysisId: string): Promise<SeriesAnalysis>;
}

/** Reports of what stored results would be under another model. */
export interface ReanalysisService {
  /** Throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MODEL_NOT_INSTALLED, QUOTA_EXCEEDED. */
  request(caller: Caller, request: ReportRequest): Promise<ReanalysisReport>;
  /** Cancels what has not finished; a final report is returned as it is. Throws NOT_FOUND, FORBIDDEN. */
  cancel(caller: Caller, reportId: string): Promise<ReanalysisReport>;
}

/** The models this installation knows. */
export interface ModelService {
  /** The one that new analyses run with. */
  active(): Promise<ModelVersion>;
  /** Serves another. Throws FORBIDDEN, NOT_FOUND, CONFLICT, MODEL_NOT_INSTALLED, MODEL_INVALID, MODEL_GOLDEN_MISMATCH. */
  activate(caller: Caller, modelVersionId: string): Promise<ModelVersion>;
}

/** Makes and checks addresses that carry their own authorisation and expire. */
export interface SignedAddresses {
  /**
   * @param path begins with `/`, may hold a query.
   * @returns the path with `expires` and `signature` added to its query.
   */
  sign(path: string, ttlSeconds?: number): string;
  /** @param path as received, with its query. Throws URL_EXPIRED, or FORBIDDEN when the signature is not ours. */
  verify(path: string): void;
}

/** Everything the API and the job runner are made of. */
export interface Services {
  readonly config: ServerConfig;
  /** Changes that were begun and are not in the audit yet. */
  intents: AuditIntents;
  readonly prisma: PrismaClient;
  readonly database: Database;
  readonly storage: FileStorage;
  readonly engine: Engine;
  readonly updates: Updates;
  readonly images: ImageService;
  /** Uploads in two steps: announced, sent, completed. */
  readonly uploads: UploadService;
  /** The bytes that clients are sending to this process. */
  readonly transfers: Transfers;
  readonly analyses: AnalysisService;
  readonly seriesAnalyses: SeriesAnalysisService;
  readonly reanalysis: ReanalysisService;
  readonly models: ModelService;
  /** Every installed model, askable beside the served one. */
  readonly modelEngines: ModelEngines;
  readonly metrics: Metrics;
  readonly addresses: SignedAddresses;
  /** Who tokens speak for, as this process knew a moment ago. */
  readonly principals: PrincipalCache;
  /** Whom people may sign in through, by name. */
  readonly identityProviders: ReadonlyMap<string, IdentityProvider>;
  /** Which pages elsewhere may use the API. */
  readonly origins: AllowedOrigins;
  /** The operations that are taken; null takes any. */
  readonly operations: OperationList | null;
  /** What callers have used up of their rates in this process. */
  readonly rates: RateLimits;
  /** Drawn pictures of this process. */
  readonly pictures: PictureCache;
  /** `config.secret`, or the one kept in the data directory. */
  readonly secret: string;
  /** Stops taking jobs, waits for running ones, then closes engine, queue and database. */
  close(): Promise<void>;
}
