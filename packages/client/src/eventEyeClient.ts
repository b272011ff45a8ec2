import type { ApolloClient } from '@apollo/client';
import type {
  ActiveModelQuery,
  AnalysesQueryVariables,
  AnalysisFieldsFragment,
  CreatePatientInput,
  MedicalImageFieldsFragment,
  MedicalImageQuery,
  PatientFieldsFragment,
  SignInInput,
  StudyFieldsFragment,
  UserFieldsFragment,
} from './generated/graphql.js';
import type { Page, PageArguments } from './page.js';
import type { SessionTokens } from './session/session.js';
import type { UploadOptions, UploadResult } from './upload/uploadMedicalImages.js';
import type { UploadInput } from './upload/uploadSource.js';
import type { WatchOptions } from './watch/watchAnalysis.js';

/** Which analyses to list. */
export type AnalysesFilter = Pick<AnalysesQueryVariables, 'patientId' | 'status' | 'outcome'>;

/**
 * One EventEye server, for one user. Every call throws EventEyeError with a code of the catalogue: what the server
 * refuses with its own code, NETWORK_FAILED when it can not be reached. A session that ran out is renewed on the way.
 */
export interface EventEyeClient {
  /** The Apollo client beneath, for operations of your own and for its cache. */
  readonly apollo: ApolloClient;
  /** The tokens now; undefined when signed out. */
  readonly tokens: SessionTokens | undefined;
  /** Takes tokens of an earlier sign-in, or forgets them with undefined. */
  setTokens(tokens: SessionTokens | undefined): void;
  /** Renews the session now; however often it is called at once, the server is asked once. */
  refresh(): Promise<SessionTokens>;
  /** Signs in and keeps the tokens. Throws INVALID_CREDENTIALS, VALIDATION_FAILED, QUOTA_EXCEEDED. */
  signIn(input: SignInInput): Promise<UserFieldsFragment>;
  /** Ends the session here and on the server, and empties the cache. */
  signOut(): Promise<void>;
  /** Who is signed in; null for nobody. */
  viewer(): Promise<UserFieldsFragment | null>;

  /** Throws PATIENT_MRN_TAKEN, VALIDATION_FAILED, FORBIDDEN. */
  createPatient(input: CreatePatientInput): Promise<PatientFieldsFragment>;
  /** A patient by id or medical record number; null when there is none in your organization. */
  patient(key: { id: string } | { mrn: string }): Promise<PatientFieldsFragment | null>;
  /** Patients whose name or record number contain `search`. */
  patients(options?: { search?: string } & PageArguments): Promise<Page<PatientFieldsFragment>>;
  /** The studies of a patient with their series. Throws NOT_FOUND. */
  studies(patientId: string, page?: PageArguments): Promise<Page<StudyFieldsFragment>>;
  /** The images of a series in slice order. Throws NOT_FOUND. */
  seriesImages(seriesId: string, page?: PageArguments): Promise<Page<MedicalImageFieldsFragment>>;

  /**
   * Uploads any number of files in several requests.
   *
   * @returns one result a file, in the order of the files: its image, or the error that says why there is none.
   * Throws only the signal's reason when aborted.
   */
  uploadMedicalImages(files: Iterable<UploadInput>, options?: UploadOptions): Promise<UploadResult[]>;
  /** An image with its newest analysis; null when there is none in your organization. */
  medicalImage(id: string): Promise<MedicalImageQuery['medicalImage']>;

  /** Requests an analysis; it is queued. Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED. */
  analyzeMedicalImage(medicalImageId: string): Promise<AnalysisFieldsFragment>;
  /** Stops an analysis that waits or runs; one that has ended stays as it is. */
  cancelAnalysis(analysisId: string): Promise<AnalysisFieldsFragment>;
  /** An analysis as it is now; null when there is none in your organization. */
  analysis(id: string): Promise<AnalysisFieldsFragment | null>;
  /** Analyses of the organization, newest first. */
  analyses(options?: AnalysesFilter & PageArguments): Promise<Page<AnalysisFieldsFragment>>;
  /** The analyses of one image, newest first. Throws NOT_FOUND. */
  imageAnalyses(medicalImageId: string, page?: PageArguments): Promise<Page<AnalysisFieldsFragment>>;
  /**
   * Follows an analysis: its state now, then each change, until SUCCEEDED, FAILED or CANCELED.
   *
   * @example
   * for await (const { status, progress, result } of client.watchAnalysis(id)) show(status, progress, result);
   */
  watchAnalysis(id: string, options?: WatchOptions): AsyncIterable<AnalysisFieldsFragment>;
  /** The model that analyses now, with its held-out figures. */
  activeModel(): Promise<ActiveModelQuery['activeModel']>;

  /** Closes the connection of subscriptions; running calls fail. */
  close(): Promise<void>;
}
