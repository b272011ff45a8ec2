import type { ApolloCache } from '@apollo/client';
import { unwrap } from '../errors/unwrap.js';
import * as documents from '../generated/documents.js';
import type {
  AnalysesQueryVariables,
  AnalysisFieldsFragment,
  AnalysisOverlayQueryVariables,
  ReadingFieldsFragment,
  RecordReadingInput,
  VerifyAnalysisMutation,
} from '../generated/graphql.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, existing } from './ask.js';

/** Which analyses to list, and what comes first. */
export type AnalysesFilter = Pick<AnalysesQueryVariables, 'patientId' | 'status' | 'outcome' | 'orderBy'>;
/** What recomputing a result showed. */
export type Verification = Extract<
  VerifyAnalysisMutation['verifyAnalysis'],
  { __typename: 'VerifyAnalysisPayload' }
>;
/** How the picture with the attention over it is to look. */
export type OverlayOptions = Omit<AnalysisOverlayQueryVariables, 'id'>;

/** Analyses of single images, and what clinicians say of them. */
export interface AnalysisCalls {
  /**
   * Requests an analysis; it is queued. With `reuse`, a stored result of the same bytes and model answers at once.
   * Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED.
   */
  analyzeMedicalImage(medicalImageId: string, options?: { reuse?: boolean }): Promise<AnalysisFieldsFragment>;
  /** Stops an analysis that waits or runs; one that has ended stays as it is. */
  cancelAnalysis(analysisId: string): Promise<AnalysisFieldsFragment>;
  /** An analysis as it is now; null when there is none in your organization. */
  analysis(id: string): Promise<AnalysisFieldsFragment | null>;
  /** Analyses of the organization, newest first, or with `orderBy: 'MOST_SUSPICIOUS'` as a worklist. */
  analyses(options?: AnalysesFilter & PageArguments): Promise<Page<AnalysisFieldsFragment>>;
  /** The analyses of one image, newest first. Throws NOT_FOUND. */
  imageAnalyses(medicalImageId: string, page?: PageArguments): Promise<Page<AnalysisFieldsFragment>>;
  /** Expiring address of the image with attention over it. Throws NOT_FOUND where there is no result. */
  overlayUrl(analysisId: string, options?: OverlayOptions): Promise<string>;
  /** Computes a result again from the stored bytes and compares. Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED. */
  verifyAnalysis(analysisId: string): Promise<Verification>;
  /** Records what a clinician says of a result. Throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED. */
  recordReading(input: RecordReadingInput): Promise<ReadingFieldsFragment>;
  /** What clinicians said of a result, newest first. Throws NOT_FOUND. */
  readings(
    analysisId: string,
    page?: PageArguments,
  ): Promise<Omit<Page<ReadingFieldsFragment>, 'totalCount'>>;
}

/** The calls about analyses. */
export function analysisCalls({ query, page, mutate }: Ask): AnalysisCalls {
  return {
    async analyzeMedicalImage(medicalImageId, { reuse } = {}) {
      const input = { medicalImageId, ...(reuse !== undefined && { reuse }) };
      const { analyzeMedicalImage } = await mutate(
        documents.AnalyzeMedicalImageDocument,
        { input },
        {
          update(cache, { analyzeMedicalImage: answer }) {
            if (answer.__typename === 'AnalyzeMedicalImagePayload')
              putFirst(cache, medicalImageId, answer.analysis);
          },
        },
      );
      return unwrap(analyzeMedicalImage).analysis;
    },
    async cancelAnalysis(analysisId) {
      const variables = { input: { analysisId } };
      return unwrap((await mutate(documents.CancelAnalysisDocument, variables)).cancelAnalysis).analysis;
    },
    analysis: async (id) => (await query(documents.AnalysisDocument, { id })).analysis,
    analyses: async (given = {}) => pageOf((await page(documents.AnalysesDocument, given)).analyses),
    async imageAnalyses(medicalImageId, given = {}) {
      const { medicalImage } = await page(documents.ImageAnalysesDocument, { medicalImageId, ...given });
      return pageOf(existing(medicalImage, 'image').analyses) satisfies Page<unknown>;
    },
    async overlayUrl(id, options = {}) {
      const { analysis } = await page(documents.AnalysisOverlayDocument, { id, ...options });
      return existing(existing(analysis, 'analysis').result, 'result').overlay;
    },
    async verifyAnalysis(analysisId) {
      const variables = { input: { analysisId } };
      return unwrap((await mutate(documents.VerifyAnalysisDocument, variables)).verifyAnalysis);
    },
    async recordReading(input) {
      const { recordReading } = await mutate(
        documents.RecordReadingDocument,
        { input },
        { update: (cache) => forget(cache, 'Analysis', String(input.analysisId), 'readings') },
      );
      return unwrap(recordReading).reading;
    },
    async readings(analysisId, given = {}) {
      const { analysis } = await page(documents.AnalysisReadingsDocument, { analysisId, ...given });
      const { edges, pageInfo } = existing(analysis, 'analysis').readings;
      const { hasNextPage, endCursor } = pageInfo;
      return { nodes: edges.map(({ node }) => node), hasNextPage, endCursor };
    },
  };
}

/** A new analysis is the newest of its image; lists of analyses are asked for again where they are shown. */
function putFirst(cache: ApolloCache, medicalImageId: string, analysis: AnalysisFieldsFragment): void {
  const id = cache.identify({ __typename: 'MedicalImage', id: medicalImageId });
  if (id) {
    cache.modify({
      id,
      fields: { latestAnalysis: (_before, { toReference }) => toReference(analysis) ?? null },
    });
  }
  forget(cache, 'MedicalImage', medicalImageId, 'analyses');
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'analyses' });
}

function forget(cache: ApolloCache, type: string, id: string, fieldName: string): void {
  const key = cache.identify({ __typename: type, id });
  if (key) cache.evict({ id: key, fieldName });
}
