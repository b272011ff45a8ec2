import type { ApolloClient } from '@apollo/client';
import type { AdministrationCalls } from './calls/administrationCalls.js';
import type { AnalysisCalls } from './calls/analysisCalls.js';
import type { EvaluationCalls } from './calls/evaluationCalls.js';
import type { ImageCalls } from './calls/imageCalls.js';
import type { ModelCalls } from './calls/modelCalls.js';
import type { PatientCalls } from './calls/patientCalls.js';
import type { SeriesCalls } from './calls/seriesCalls.js';
import type { WebhookCalls } from './calls/webhookCalls.js';
import type {
  AnalysisFieldsFragment,
  SeriesAnalysisFieldsFragment,
  SignInInput,
  SignInProvidersQuery,
  UserFieldsFragment,
} from './generated/graphql.js';
import type { SessionTokens } from './session/session.js';
import type { UploadOptions } from './upload/uploadMedicalImages.js';
import type { UploadResult } from './upload/uploadResult.js';
import type { UploadInput } from './upload/uploadSource.js';
import type { WatchOptions } from './watch/watchAnalysis.js';

/** A way to sign in through an identity provider. */
export type SignInProvider = SignInProvidersQuery['signInProviders'][number];

/**
 * One EventEye server, for one user. Every call throws EventEyeError with a code of the catalogue: what the server
 * refuses with its own code, NETWORK_FAILED when it can not be reached. A session that ran out is renewed on the way.
 */
export interface EventEyeClient extends PatientCalls, ImageCalls, AnalysisCalls, SeriesCalls, ModelCalls {
  /** Address of GraphQL. Addresses of pictures and files that come from it are absolute. */
  readonly url: string;
  /** The Apollo client beneath, for operations of your own and for its cache. */
  readonly apollo: ApolloClient;
  /** The tokens now; undefined when signed out. */
  readonly tokens: SessionTokens | undefined;
  /** Takes tokens of an earlier sign-in, or forgets them with undefined. */
  setTokens(tokens: SessionTokens | undefined): void;
  /** Tells of every change of the tokens; undefined when the session ended. @returns a function that stops telling. */
  onSessionChange(listener: (tokens: SessionTokens | undefined) => void): () => void;
  /** Renews the session now; however often it is called at once, the server is asked once. */
  refresh(): Promise<SessionTokens>;
  /** Signs in and keeps the tokens. Throws INVALID_CREDENTIALS, VALIDATION_FAILED, QUOTA_EXCEEDED. */
  signIn(input: SignInInput): Promise<UserFieldsFragment>;
  /** The identity providers that people may sign in through. */
  signInProviders(): Promise<SignInProvider[]>;
  /**
   * Ends a sign-in through an identity provider: the code that came back with the browser, and the verifier that the challenge
   * was made of. Throws VALIDATION_FAILED, FORBIDDEN.
   */
  exchangeSignInCode(input: { code: string; codeVerifier: string }): Promise<UserFieldsFragment>;
  /** Ends the session here and on the server, and empties the cache. */
  signOut(): Promise<void>;
  /** Changes your own password; your other sessions end. Throws INVALID_CREDENTIALS, VALIDATION_FAILED. */
  changePassword(input: { currentPassword: string; newPassword: string }): Promise<UserFieldsFragment>;
  /** Who is signed in; null for nobody. */
  viewer(): Promise<UserFieldsFragment | null>;

  /**
   * Uploads any number of files in several requests.
   *
   * @returns one result a file, in the order of the files: its image, or the error that says why there is none.
   * Throws only the signal's reason when aborted.
   */
  uploadMedicalImages(files: Iterable<UploadInput>, options?: UploadOptions): Promise<UploadResult[]>;

  /**
   * Follows an analysis: its state now, then each change, until SUCCEEDED, FAILED or CANCELED.
   *
   * @example
   * for await (const { status, progress, result } of client.watchAnalysis(id)) show(status, progress, result);
   */
  watchAnalysis(id: string, options?: WatchOptions): AsyncIterable<AnalysisFieldsFragment>;
  /** Follows a run over a series in the same way. */
  watchSeriesAnalysis(id: string, options?: WatchOptions): AsyncIterable<SeriesAnalysisFieldsFragment>;

  /** People, programs, settings and the audit. */
  readonly administration: AdministrationCalls;
  /** Other systems that are told what happens. */
  readonly webhooks: WebhookCalls;
  /** Reference standards and silent mode: what results are worth on your own cases. */
  readonly evaluation: EvaluationCalls;

  /** Closes the connection of subscriptions; running calls fail. */
  close(): Promise<void>;
}
