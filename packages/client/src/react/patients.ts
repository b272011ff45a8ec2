import {
  PatientDocument,
  PatientImagesDocument,
  PatientStudiesDocument,
  PatientsDocument,
} from '../generated/documents.js';
import type {
  CreatePatientInput,
  ImageSummaryFieldsFragment,
  PatientFieldsFragment,
  StudyFieldsFragment,
} from '../generated/graphql.js';
import { useEventEye } from './EventEyeProvider.js';
import type { PagedState, QueryState } from './queryState.js';
import { type ActionState, useAction } from './useAction.js';
import { usePagedState } from './usePagedState.js';
import { useQueryState } from './useQueryState.js';

/** Patients, newest first, or those whose name or record number fits `search`; `first` a page. */
export function usePatients({
  search = '',
  first = 20,
}: {
  search?: string;
  first?: number;
} = {}): PagedState<PatientFieldsFragment> {
  const variables = { first, ...(search && { search }) };
  return usePagedState(PatientsDocument, variables, ({ patients }) => patients, 'list');
}

/** One patient by id or record number; idle without one. */
export function usePatient(
  key: { id: string } | { mrn: string } | undefined,
): QueryState<PatientFieldsFragment> {
  return useQueryState(PatientDocument, key, ({ patient }) => patient, 'patient');
}

/** Adds a patient. Fails with PATIENT_MRN_TAKEN, VALIDATION_FAILED, FORBIDDEN. */
export function useCreatePatient(): ActionState<[CreatePatientInput], PatientFieldsFragment> {
  return useAction(useEventEye().createPatient);
}

/** The studies of a patient with their series, newest first; idle without a patient. */
export function useStudies(
  patientId: string | undefined,
  { first = 20 } = {},
): PagedState<StudyFieldsFragment> {
  const variables = patientId === undefined ? undefined : { patientId, first };
  return usePagedState(PatientStudiesDocument, variables, ({ patient }) => patient?.studies, 'patient');
}

/** All images of a patient with what was last said of them, newest first; idle without a patient. */
export function usePatientImages(
  patientId: string | undefined,
  { first = 20 } = {},
): PagedState<ImageSummaryFieldsFragment> {
  const variables = patientId === undefined ? undefined : { patientId, first };
  return usePagedState(PatientImagesDocument, variables, ({ patient }) => patient?.medicalImages, 'patient');
}
