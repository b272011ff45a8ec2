import { getAnalysis } from './getAnalysis.js';
import { analyzeMedicalImage, listAnalyses } from './imageAnalyses.js';
import { getMedicalImage, uploadMedicalImages } from './medicalImages.js';
import type { Operation } from './operation.js';
import { createPatientOperation, findPatients, getPatient } from './patients.js';
import { createToken } from './tokens.js';

/** Everything the REST face can do, in the order of its documentation. */
export const operations: readonly Operation[] = [
  createToken,
  uploadMedicalImages,
  getMedicalImage,
  analyzeMedicalImage,
  listAnalyses,
  getAnalysis,
  createPatientOperation,
  findPatients,
  getPatient,
];
