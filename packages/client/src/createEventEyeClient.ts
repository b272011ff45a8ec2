import { map } from 'rxjs';
import { analysisCalls } from './calls/analysisCalls.js';
import { askThrough } from './calls/ask.js';
import { imageCalls } from './calls/imageCalls.js';
import { modelCalls } from './calls/modelCalls.js';
import { patientCalls } from './calls/patientCalls.js';
import { seriesCalls } from './calls/seriesCalls.js';
import { whenNeeded } from './calls/whenNeeded.js';
import { unwrap } from './errors/unwrap.js';
import type { EventEyeClient } from './eventEyeClient.js';
import * as documents from './generated/documents.js';
import { connectionParamsOf, headersOf } from './session/credentials.js';
import { createSession, type GetToken, type SessionOptions, type SessionTokens } from './session/session.js';
import { createApollo, withoutSession } from './transport/createApollo.js';
import { createLiveLink } from './transport/createLiveLink.js';
import { watchAnalysis } from './watch/watchAnalysis.js';

/** Settings of a client. */
export interface EventEyeClientOptions {
  /** Address of GraphQL, for example `https://eventeye.example.org/graphql`. */
  url: string;
  /**
   * Who asks: tokens of an earlier sign-in, an API key, or a function that brings an embed token whenever one is needed. Left
   * out, `signIn` begins.
   */
  auth?: SessionTokens | { apiKey: string } | GetToken;
  /** Told of new tokens after signing in or renewing, and of undefined when the session ended. */
  onSessionChange?(tokens: SessionTokens | undefined): void;
  /** In place of the global one. */
  fetch?: typeof fetch;
  /** A WebSocket constructor in place of the global one. */
  webSocket?: unknown;
  /**
   * Language of findings, recommendations and errors, as in `Accept-Language`: `ko` or `en`. A function is asked with each
   * request, for applications in which people switch.
   */
  locale?: string | (() => string);
}

/** Makes a client of one EventEye server. Nothing is asked of the server before the first call. */
export function createEventEyeClient(options: EventEyeClientOptions): EventEyeClient {
  const { url, fetch } = options;
  const locale = () => (typeof options.locale === 'function' ? options.locale() : options.locale);
  const session = createSession({
    ...startOf(options.auth),
    renew: async (refreshToken) => {
      const variables = { input: { refreshToken } };
      const { refreshSession } = await ask.mutate(documents.RefreshSessionDocument, variables, outside);
      return tokensOf(unwrap(refreshSession));
    },
  });
  if (options.onSessionChange) session.listen(options.onSessionChange);
  const live = createLiveLink({
    url,
    webSocket: options.webSocket,
    fetch,
    connectionParams: async () => connectionParamsOf(await session.fresh(), locale()),
    tokenExpired: () => session.expire(),
  });
  const apollo = createApollo({ url, fetch, locale, session, live });
  const ask = askThrough(apollo);
  const uploading = {
    url,
    session,
    ask,
    fetch,
    headers: (tokens: SessionTokens | undefined) => headersOf(tokens, locale()),
  };
  const analyses = analysisCalls(ask);
  const series = seriesCalls(ask);
  return {
    ...patientCalls(ask),
    ...imageCalls(ask),
    ...analyses,
    ...series,
    ...modelCalls(ask),
    administration: whenNeeded(async () =>
      (await import('./calls/administrationCalls.js')).administrationCalls(ask),
    ),
    evaluation: whenNeeded(async () => (await import('./calls/evaluationCalls.js')).evaluationCalls(ask)),
    webhooks: whenNeeded(async () => (await import('./calls/webhookCalls.js')).webhookCalls(ask)),
    url,
    apollo,
    get tokens() {
      return session.tokens;
    },
    setTokens: (tokens) => session.set(tokens),
    onSessionChange: (listener) => session.listen(listener),
    refresh: () => session.refresh(),
    async signIn(input) {
      const { signIn } = await ask.mutate(documents.SignInDocument, { input }, outside);
      const payload = unwrap(signIn);
      session.set(tokensOf(payload));
      return payload.user;
    },
    async exchangeSignInCode(input) {
      const { exchangeSignInCode } = await ask.mutate(
        documents.ExchangeSignInCodeDocument,
        { input },
        outside,
      );
      const payload = unwrap(exchangeSignInCode);
      session.set(tokensOf(payload));
      return payload.user;
    },
    signInProviders: async () => (await ask.query(documents.SignInProvidersDocument, {})).signInProviders,
    async signOut() {
      const refreshToken = session.tokens?.refreshToken;
      session.set(undefined);
      await apollo.clearStore();
      if (!refreshToken) return;
      const { signOut } = await ask.mutate(documents.SignOutDocument, { input: { refreshToken } }, outside);
      unwrap(signOut);
    },
    async changePassword(input) {
      return unwrap((await ask.mutate(documents.ChangePasswordDocument, { input })).changePassword).user;
    },
    viewer: async () => (await ask.query(documents.ViewerDocument, {})).viewer,
    async uploadMedicalImages(files, given) {
      // Loaded when it is first needed: many pages only show.
      const { uploadMedicalImages } = await import('./upload/uploadMedicalImages.js');
      return uploadMedicalImages(uploading, [...files], given);
    },
    watchAnalysis: (id, given) =>
      watchAnalysis(
        {
          fetch: analyses.analysis,
          live,
          subscribe: (analysisId, transport) =>
            apollo
              .subscribe({
                query: documents.AnalysisUpdatedDocument,
                variables: { analysisId },
                context: { live: transport },
              })
              .pipe(map((answer) => dataOf(answer).analysisUpdated)),
        },
        id,
        given,
      ),
    watchSeriesAnalysis: (id, given) =>
      watchAnalysis(
        {
          fetch: series.seriesAnalysis,
          live,
          subscribe: (seriesAnalysisId, transport) =>
            apollo
              .subscribe({
                query: documents.SeriesAnalysisUpdatedDocument,
                variables: { seriesAnalysisId },
                context: { live: transport },
              })
              .pipe(map((answer) => dataOf(answer).seriesAnalysisUpdated)),
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

function startOf(auth: EventEyeClientOptions['auth']): Pick<SessionOptions, 'initial' | 'getToken'> {
  if (!auth) return {};
  if (typeof auth === 'function') return { getToken: auth };
  return { initial: 'apiKey' in auth ? { accessToken: auth.apiKey } : auth };
}

const outside = { context: withoutSession };

function dataOf<T>({ data, error }: { data?: T | null | undefined; error?: unknown }): T {
  if (!data) throw error ?? new Error('The subscription brought nothing.');
  return data;
}

function tokensOf({
  accessToken,
  refreshToken,
}: {
  accessToken: string;
  refreshToken: string;
}): SessionTokens {
  return { accessToken, refreshToken };
}
