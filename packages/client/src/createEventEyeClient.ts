import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { EventEyeError } from '@eventeye/core';
import { map } from 'rxjs';
import { toEventEyeError } from './errors/toEventEyeError.js';
import { unwrap } from './errors/unwrap.js';
import type { EventEyeClient } from './eventEyeClient.js';
import * as documents from './generated/graphql.js';
import { type Page, pageOf } from './page.js';
import { createSession, type SessionTokens } from './session/session.js';
import { createApollo, withoutSession } from './transport/createApollo.js';
import { createLiveLink } from './transport/createLiveLink.js';
import { uploadMedicalImages } from './upload/uploadMedicalImages.js';
import { watchAnalysis } from './watch/watchAnalysis.js';

/** Settings of a client. */
export interface EventEyeClientOptions {
  /** Address of GraphQL, for example `https://eventeye.example.org/graphql`. */
  url: string;
  /** Tokens of an earlier sign-in. */
  auth?: SessionTokens;
  /** Told of new tokens after signing in or renewing, and of undefined when the session ended. */
  onSessionChange?(tokens: SessionTokens | undefined): void;
  /** In place of the global one. */
  fetch?: typeof fetch;
  /** A WebSocket constructor in place of the global one. */
  webSocket?: unknown;
  /** Language of findings, recommendations and errors, as in `Accept-Language`: `ko` or `en`. */
  locale?: string;
}

/** Makes a client of one EventEye server. Nothing is asked of the server before the first call. */
export function createEventEyeClient(options: EventEyeClientOptions): EventEyeClient {
  const { url, locale, fetch } = options;
  const session = createSession({
    ...(options.auth && { initial: options.auth }),
    ...(options.onSessionChange && { onChange: options.onSessionChange }),
    renew: async (refreshToken) => {
      const variables = { input: { refreshToken } };
      const context = withoutSession;
      const { refreshSession } = await mutate(documents.RefreshSessionDocument, variables, context);
      return tokensOf(unwrap(refreshSession));
    },
  });
  const live = createLiveLink({
    url,
    webSocket: options.webSocket,
    connectionParams: async () => {
      const token = await session.freshAccessToken();
      return {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(locale && { 'accept-language': locale }),
      };
    },
  });
  const apollo = createApollo({ url, fetch, locale, session, live });
  const query = <T, V extends OperationVariables>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    fetchPolicy: 'network-only' | 'no-cache' = 'network-only',
  ): Promise<T> => answerOf(apollo.query({ query: document, variables, fetchPolicy } as QueryOptions<T>));
  const mutate = <T, V extends OperationVariables>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    context: object = {},
  ): Promise<T> => answerOf(apollo.mutate({ mutation: document, variables, context } as MutateOptions<T>));
  // Past the cache, which joins pages: a caller who asks for the second page wants the second only.
  const pageQuery = <T, V extends OperationVariables>(document: TypedDocumentNode<T, V>, variables: V) =>
    query(document, variables, 'no-cache');

  const analysis = async (id: string) => (await query(documents.AnalysisDocument, { id })).analysis;
  return {
    apollo,
    get tokens() {
      return session.tokens;
    },
    setTokens: (tokens) => session.set(tokens),
    refresh: () => session.refresh(),
    async signIn(input) {
      const { signIn } = await mutate(documents.SignInDocument, { input }, withoutSession);
      const payload = unwrap(signIn);
      session.set(tokensOf(payload));
      return payload.user;
    },
    async signOut() {
      const refreshToken = session.tokens?.refreshToken;
      session.set(undefined);
      await apollo.clearStore();
      if (!refreshToken) return;
      const { signOut } = await mutate(
        documents.SignOutDocument,
        { input: { refreshToken } },
        withoutSession,
      );
      unwrap(signOut);
    },
    viewer: async () => (await query(documents.ViewerDocument, {})).viewer,
    async createPatient(input) {
      const { createPatient } = await mutate(documents.CreatePatientDocument, { input });
      return unwrap(createPatient).patient;
    },
    patient: async (key) => (await query(documents.PatientDocument, key)).patient,
    patients: async (given = {}) => pageOf((await pageQuery(documents.PatientsDocument, given)).patients),
    async studies(patientId, page = {}) {
      const { patient } = await pageQuery(documents.PatientStudiesDocument, { patientId, ...page });
      return pageOf(existing(patient, 'patient').studies);
    },
    async seriesImages(seriesId, page = {}) {
      const { node } = await pageQuery(documents.SeriesImagesDocument, { seriesId, ...page });
      const series = existing(node, 'series');
      if (series.__typename !== 'Series') throw missing('series');
      return pageOf(series.medicalImages);
    },
    uploadMedicalImages: (files, given) =>
      uploadMedicalImages({ url, session, locale, fetch }, [...files], given),
    medicalImage: async (id) => (await query(documents.MedicalImageDocument, { id })).medicalImage,
    async analyzeMedicalImage(medicalImageId) {
      const variables = { input: { medicalImageId } };
      return unwrap((await mutate(documents.AnalyzeMedicalImageDocument, variables)).analyzeMedicalImage)
        .analysis;
    },
    async cancelAnalysis(analysisId) {
      const variables = { input: { analysisId } };
      return unwrap((await mutate(documents.CancelAnalysisDocument, variables)).cancelAnalysis).analysis;
    },
    analysis,
    analyses: async (given = {}) => pageOf((await pageQuery(documents.AnalysesDocument, given)).analyses),
    async imageAnalyses(medicalImageId, page = {}) {
      const { medicalImage } = await pageQuery(documents.ImageAnalysesDocument, { medicalImageId, ...page });
      return pageOf(existing(medicalImage, 'image').analyses) satisfies Page<unknown>;
    },
    activeModel: async () => (await query(documents.ActiveModelDocument, {})).activeModel,
    watchAnalysis: (id, given) =>
      watchAnalysis(
        {
          fetch: analysis,
          live,
          subscribe: (analysisId) =>
            apollo.subscribe({ query: documents.AnalysisUpdatedDocument, variables: { analysisId } }).pipe(
              map(({ data, error }) => {
                if (!data) throw error ?? new Error('The subscription brought nothing.');
                return data.analysisUpdated;
              }),
            ),
        },
        id,
        given,
      ),
    async close() {
      apollo.stop();
      await live.close();
    },
  };
}

type QueryOptions<T> = ApolloClient.QueryOptions<T, OperationVariables>;
type MutateOptions<T> = ApolloClient.MutateOptions<T, OperationVariables>;

async function answerOf<T>(asked: Promise<{ data?: T | null | undefined }>): Promise<T> {
  try {
    const { data } = await asked;
    if (data) return data;
  } catch (error) {
    throw toEventEyeError(error);
  }
  throw new EventEyeError('INTERNAL', 'The server answered without data. Try again.');
}

function tokensOf({ accessToken, refreshToken }: Required<SessionTokens>): SessionTokens {
  return { accessToken, refreshToken };
}

function existing<T>(value: T | null, what: string): T {
  if (value === null) throw missing(what);
  return value;
}

function missing(what: string): EventEyeError {
  return new EventEyeError('NOT_FOUND', `There is no such ${what} in your organization. Check the id.`);
}
