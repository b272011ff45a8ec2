import { type AuditAction, auditTypeOf } from './auditEvent.js';

/** What something is recorded as, through whichever door it was asked. */
export interface AuditMeaning {
  type: string;
  /** FHIR AuditEvent.action; DICOM PS3.15 A.5 EventActionCode has the same letters. */
  action: AuditAction;
}

/** By the name of the mutation; the same thing by REST, PUT, tus and other doors has the same meaning. */
const known: Readonly<Record<string, AuditMeaning>> = {
  signIn: { type: 'SIGN_IN', action: 'E' },
  exchangeSignInCode: { type: 'SIGN_IN', action: 'E' },
  startSignIn: { type: 'SIGN_IN_STARTED', action: 'E' },
  proveIdentity: { type: 'IDENTITY_PROVED', action: 'E' },
  refreshSession: { type: 'SESSION_REFRESHED', action: 'E' },
  signOut: { type: 'SIGN_OUT', action: 'E' },
  signOutEverywhere: { type: 'SIGN_OUT', action: 'E' },
  createPatient: { type: 'PATIENT_CREATED', action: 'C' },
  createUpload: { type: 'UPLOAD_ANNOUNCED', action: 'C' },
  createUploads: { type: 'UPLOAD_ANNOUNCED', action: 'C' },
  receiveUpload: { type: 'UPLOAD_RECEIVED', action: 'C' },
  removeUpload: { type: 'UPLOAD_REMOVED', action: 'D' },
  uploadMedicalImages: { type: 'IMAGES_UPLOADED', action: 'C' },
  completeUpload: { type: 'IMAGES_UPLOADED', action: 'C' },
  completeUploads: { type: 'IMAGES_UPLOADED', action: 'C' },
  analyzeMedicalImage: { type: 'ANALYSIS_REQUESTED', action: 'E' },
  analyzeSeries: { type: 'ANALYSIS_REQUESTED', action: 'E' },
  cancelAnalysis: { type: 'ANALYSIS_CANCELED', action: 'U' },
  cancelSeriesAnalysis: { type: 'ANALYSIS_CANCELED', action: 'U' },
  verifyAnalysis: { type: 'ANALYSIS_VERIFIED', action: 'E' },
  runInference: { type: 'INFERENCE_RUN', action: 'E' },
  recordReading: { type: 'READING_RECORDED', action: 'C' },
  recordReferenceStandard: { type: 'REFERENCE_STANDARD_RECORDED', action: 'C' },
  startSilentMode: { type: 'SILENT_MODE_STARTED', action: 'E' },
  endSilentMode: { type: 'SILENT_MODE_ENDED', action: 'E' },
  activateModel: { type: 'MODEL_ACTIVATED', action: 'U' },
};

/** How operations of REST are called that bear another name than the mutation that does the same. */
const alike: Readonly<Record<string, string>> = { createToken: 'signIn' };

/**
 * What an operation is recorded as: a mutation, an operation of REST, or another door by a name of the table above. One of
 * tomorrow that is not named there is recorded under its own name.
 */
export function meaningOf(operation: string): AuditMeaning {
  const name = alike[operation] ?? operation;
  return known[name] ?? { type: auditTypeOf(name), action: actionOf(name) };
}

function actionOf(name: string): AuditAction {
  if (/^(create|record|start|add|import|upload)/.test(name)) return 'C';
  if (/^(delete|remove)/.test(name)) return 'D';
  if (/^(get|find|list|read|export)/.test(name)) return 'R';
  if (/^(run|send|replay|test|verify|check|compare|estimate)/.test(name)) return 'E';
  return 'U';
}
