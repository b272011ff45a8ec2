import { unwrap } from '../errors/unwrap.js';
import type {
  RecordReferenceStandardInput,
  ReferenceStandardFieldsFragment,
  SilentModeFieldsFragment,
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
  const forget = (typename: string, fieldName: string) => ({
    update(cache: { evict(options: { id: string; fieldName: string }): boolean }) {
      cache.evict({ id: typename, fieldName });
    },
  });
  return {
    silentModes: async (given = {}) => pageOf((await page(documents.SilentModesDocument, given)).silentModes),
    async startSilentMode(targetPatients) {
      const variables = { input: { targetPatients } };
      const answer = await mutate(
        documents.StartSilentModeDocument,
        variables,
        forget('ROOT_QUERY', 'silentModes'),
      );
      return unwrap(answer.startSilentMode).silentMode;
    },
    async endSilentMode({ release }) {
      const variables = { input: { release } };
      const answer = await mutate(
        documents.EndSilentModeDocument,
        variables,
        forget('ROOT_QUERY', 'silentModes'),
      );
      return unwrap(answer.endSilentMode).silentMode;
    },
    async recordReferenceStandard(input) {
      const answer = await mutate(
        documents.RecordReferenceStandardDocument,
        { input },
        forget(`Patient:${input.patientId}`, 'referenceStandards'),
      );
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
