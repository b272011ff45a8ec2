import type { ReferenceStandardFieldsFragment, SilentModeFieldsFragment } from '../generated/graphql.js';
import { ReferenceStandardsDocument, SilentModesDocument } from '../generated/laterDocuments.js';
import type { PagedState } from './queryState.js';
import { usePagedState } from './usePagedState.js';

/** For administrators: the silent modes of the organization with their figures, newest first. */
export function useSilentModes({ first = 10 } = {}): PagedState<SilentModeFieldsFragment> {
  return usePagedState(SilentModesDocument, { first }, ({ silentModes }) => silentModes, 'list');
}

/** What turned out to be true of a patient, newest first. */
export function useReferenceStandards(
  patientId: string,
  { first = 20 } = {},
): PagedState<ReferenceStandardFieldsFragment> {
  return usePagedState(
    ReferenceStandardsDocument,
    { patientId, first },
    ({ patient }) => patient?.referenceStandards,
    'patient',
  );
}
