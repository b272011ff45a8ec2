import { unwrap } from '../errors/unwrap.js';
import * as documents from '../generated/documents.js';
import type {
  CreatePatientInput,
  ImageSummaryFieldsFragment,
  PatientFieldsFragment,
  StudyFieldsFragment,
  StudyQuery,
} from '../generated/graphql.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, existing } from './ask.js';

/** Patients, their studies and images. */
export interface PatientCalls {
  /** Throws PATIENT_MRN_TAKEN, VALIDATION_FAILED, FORBIDDEN. */
  createPatient(input: CreatePatientInput): Promise<PatientFieldsFragment>;
  /** A patient by id or medical record number; null when there is none in your organization. */
  patient(key: { id: string } | { mrn: string }): Promise<PatientFieldsFragment | null>;
  /** Patients whose name has words, or whose record number begins, with `search`. */
  patients(options?: { search?: string } & PageArguments): Promise<Page<PatientFieldsFragment>>;
  /** The studies of a patient with their series, newest first. Throws NOT_FOUND. */
  studies(patientId: string, page?: PageArguments): Promise<Page<StudyFieldsFragment>>;
  /** A study by id or Study Instance UID, with its patient; null when there is none in your organization. */
  study(key: { id: string } | { studyInstanceUid: string }): Promise<StudyQuery['study']>;
  /** All images of a patient with what was last said of them, newest first. Throws NOT_FOUND. */
  patientImages(patientId: string, page?: PageArguments): Promise<Page<ImageSummaryFieldsFragment>>;
}

/** The calls about patients. */
export function patientCalls({ query, page, mutate }: Ask): PatientCalls {
  return {
    async createPatient(input) {
      const { createPatient } = await mutate(
        documents.CreatePatientDocument,
        { input },
        // Lists that are shown are asked for again: only the server knows where a new patient stands in a search.
        { update: (cache) => cache.evict({ id: 'ROOT_QUERY', fieldName: 'patients' }) },
      );
      return unwrap(createPatient).patient;
    },
    patient: async (key) => (await query(documents.PatientDocument, key)).patient,
    patients: async (given = {}) => pageOf((await page(documents.PatientsDocument, given)).patients),
    async studies(patientId, given = {}) {
      const { patient } = await page(documents.PatientStudiesDocument, { patientId, ...given });
      return pageOf(existing(patient, 'patient').studies);
    },
    study: async (key) => (await query(documents.StudyDocument, key)).study,
    async patientImages(patientId, given = {}) {
      const { patient } = await page(documents.PatientImagesDocument, { patientId, ...given });
      return pageOf(existing(patient, 'patient').medicalImages);
    },
  };
}
