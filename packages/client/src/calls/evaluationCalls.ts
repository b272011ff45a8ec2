import type { ApolloCache } from '@apollo/client';
import { unwrap } from '../errors/unwrap.js';
import type {
  EndSilentModeMutation,
  RecordReferenceStandardInput,
  ReferenceStandardFieldsFragment,
  SilentModeFieldsFragment,
  StartSilentModeMutation,
} from '../generated/graphql.js';
import * as documents from '../generated/laterDocuments.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, existing } from './ask.js';

/** What a hospital finds out about a model on its own cases. */
export interface EvaluationCalls {
  /** For administrators: the silent modes of your organization with their figures, newest first. */
  silentModes(page?: PageArguments): Promise<Page<SilentModeFieldsFragment>>;
  /**
   * From now on results of your organization are computed and shown to nobody.
   * @param targetPatients how many you want to see before you decide. Throws CONFLICT, VALIDATION_FAILED, FORBIDDEN.
   */
  startSilentMode(targetPatients: number): Promise<SilentModeFieldsFragment>;
  /** Shows new results again; `release` also opens those that were withheld. Throws CONFLICT, FORBIDDEN. */
  endSilentMode(options: { release: boolean }): Promise<SilentModeFieldsFragment>;
  /** Records what turned out to be true. Throws NOT_FOUND, VALIDATION_FAILED, FORBIDDEN. */
  recordReferenceStandard(input: RecordReferenceStandardInput): Promise<ReferenceStandardFieldsFragment>;
  /** What turned out to be true of a patient, newest first. Throws NOT_FOUND. */
  referenceStandards(
    patientId: string,
    page?: PageArguments,
  ): Promise<Omit<Page<ReferenceStandardFieldsFragment>, 'totalCount'>>;
}

/** The calls about what results are worth. */
export function evaluationCalls({ page, mutate }: Ask): EvaluationCalls {
  return {
    silentModes: async (given = {}) => pageOf((await page(documents.SilentModesDocument, given)).silentModes),
    async startSilentMode(targetPatients) {
      const update = (cache: ApolloCache, { startSilentMode: answer }: StartSilentModeMutation) => {
        if (answer.__typename === 'StartSilentModePayload') noteSilence(cache, true);
      };
      const variables = { input: { targetPatients } };
      const answer = await mutate(documents.StartSilentModeDocument, variables, { update });
      return unwrap(answer.startSilentMode).silentMode;
    },
    async endSilentMode({ release }) {
      const update = (cache: ApolloCache, { endSilentMode: answer }: EndSilentModeMutation) => {
        if (answer.__typename === 'EndSilentModePayload') noteSilence(cache, false);
      };
      const answer = await mutate(documents.EndSilentModeDocument, { input: { release } }, { update });
      return unwrap(answer.endSilentMode).silentMode;
    },
    async recordReferenceStandard(input) {
      const update = (cache: ApolloCache) => {
        const id = cache.identify({ __typename: 'Patient', id: input.patientId });
        if (id) cache.evict({ id, fieldName: 'referenceStandards' });
      };
      const answer = await mutate(documents.RecordReferenceStandardDocument, { input }, { update });
      return unwrap(answer.recordReferenceStandard).referenceStandard;
    },
    async referenceStandards(patientId, given = {}) {
      const { patient } = await page(documents.ReferenceStandardsDocument, { patientId, ...given });
      const { edges, pageInfo } = existing(patient, 'patient').referenceStandards;
      const { hasNextPage, endCursor } = pageInfo;
      return { nodes: edges.map(({ node }) => node), hasNextPage, endCursor };
    },
  };
}

/** What is known of withheld results may have changed with it: they are asked for again where they are shown. */
function noteSilence(cache: ApolloCache, isSilent: boolean): void {
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'silentModes' });
  const known = cache.extract() as Record<string, { __typename?: string; isWithheld?: boolean }>;
  for (const [id, { __typename, isWithheld }] of Object.entries(known)) {
    if (__typename === 'Organization') cache.modify({ id, fields: { isSilent: () => isSilent } });
    else if (isWithheld) cache.evict({ id });
  }
}
