import {
  administers,
  administersInstallation,
  administration,
  changes,
  colleagues,
  completesUpload,
  embeds,
  everybody,
  installation,
  installationList,
  organizationData,
  patientData,
  people,
  type Rule,
  signedIn,
} from './rules.js';
import { exists } from './scopes.js';

/**
 * Who may see rows of a type, wherever they came from. `part`: rows or values that are only ever reached through what they are
 * part of, and are walked with it. Connections, edges, payloads and errors are parts without a line here.
 */
export const types: Readonly<Record<string, Rule | 'part'>> = {
  Organization: organizationData,
  User: colleagues,
  Patient: patientData,
  Study: patientData,
  Series: patientData,
  MedicalImage: patientData,
  Analysis: patientData,
  SeriesAnalysis: patientData,
  ModelVersion: installation,
  ApiKey: administration,
  AIAnalysisResult: 'part',
  AnalysisFailure: 'part',
  AnalysisTimings: 'part',
  AttentionExtent: 'part',
  BiRadsSuggestion: 'part',
  CandidateRegion: 'part',
  ClassProbability: 'part',
  Deidentification: 'part',
  DeidentifiedAttribute: 'part',
  Finding: 'part',
  ImageBox: 'part',
  LesionCandidate: 'part',
  LesionLocation: 'part',
  MalignancyProfilePoint: 'part',
  ModelMetric: 'part',
  PageInfo: 'part',
  PatientPoint: 'part',
  PendingUpload: 'part',
  PixelSpacing: 'part',
  ResultReceipt: 'part',
  SignInProvider: 'part',
  SeriesGeometryFinding: 'part',
  SeriesPhase: 'part',
  SkippedFile: 'part',
  SuggestedSubtraction: 'part',
  SuspiciousRegion: 'part',
};

/** Who gets an answer from a root field about rows of a scope. Others get a refusal, or what an unknown id gets. */
export const rootFields: Readonly<Record<string, Rule>> = {
  'Query.activeModel': installation,
  'Query.apiKeys': administration,
  'Query.analyses': patientData,
  'Query.analysis': patientData,
  'Query.medicalImage': patientData,
  'Query.models': installationList,
  // As the type of the id says, and for those who may read at all.
  'Query.node': installation,
  'Query.patient': patientData,
  'Query.patients': patientData,
  'Query.study': patientData,
  'Query.signInProviders': everybody,
  'Query.users': administration,
  'Query.viewer': (who) => who.caller !== null && !who.only,
  // The model belongs to the installation: an administrator of any organization in it.
  'Mutation.activateModel': administersInstallation,
  'Mutation.analyzeMedicalImage': changes('ANALYZE', true),
  'Mutation.analyzeSeries': changes('ANALYZE', true),
  'Mutation.cancelAnalysis': changes('ANALYZE', true),
  'Mutation.cancelSeriesAnalysis': changes('ANALYZE', true),
  'Mutation.changePassword': people,
  'Mutation.createApiKey': administers,
  'Mutation.createEmbedToken': embeds,
  'Mutation.completeUpload': completesUpload,
  'Mutation.completeUploads': completesUpload,
  'Mutation.createUpload': changes('UPLOAD'),
  'Mutation.createUploads': changes('UPLOAD'),
  'Mutation.createPatient': changes('WRITE'),
  'Mutation.createUser': administers,
  'Mutation.exchangeSignInCode': everybody,
  'Mutation.refreshSession': everybody,
  'Mutation.revokeApiKey': administers,
  // The seeded ones are an administrator's.
  'Mutation.revokeEmbedToken': signedIn(
    (caller, who, at) => caller.role === 'ADMIN' && !who.only && exists(at, who),
  ),
  'Mutation.setAllowedOrigins': administers,
  'Mutation.setDeidentificationPolicy': administers,
  'Mutation.signIn': everybody,
  'Mutation.signOut': everybody,
  'Mutation.signOutEverywhere': (who, scope) => people(who, scope) && administers(who, scope),
  'Mutation.updateUser': administers,
  'Mutation.uploadMedicalImages': changes('UPLOAD'),
  'Subscription.analysisUpdated': patientData,
  'Subscription.patientActivity': patientData,
  'Subscription.seriesAnalysisUpdated': patientData,
};

/** Fields that some of those who may see the row get empty, with who gets them whole. */
export const fields: Readonly<Record<string, Rule>> = {
  'Analysis.requestedBy': organizationData,
  // One's own account is seen without the scope READ, and nothing beyond it.
  'User.organization': organizationData,
};

/** Fields that the seeded rows leave empty, with the reason: nobody is seen to see them. */
export const empty: Readonly<Record<string, string>> = {
  'Mutation.signIn': 'The walk knows no password.',
  'Mutation.exchangeSignInCode': 'The walk knows no code of an identity provider.',
  'Mutation.refreshSession': 'The walk knows no refresh token.',
  'Mutation.changePassword': 'The walk knows no password.',
  ChangePasswordPayload: 'The walk knows no password.',
  SignInPayload: 'The walk knows no password.',
  ExchangeSignInCodePayload: 'The walk knows no code of an identity provider.',
  RefreshSessionPayload: 'The walk knows no refresh token.',
  'Series.phase': 'The study is not dynamic.',
  'Study.suggestedSubtraction': 'It is told from the files of a dynamic study.',
};
