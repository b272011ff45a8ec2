import { builder } from './builder.js';

/** Who a user is to the platform. */
export const RoleEnum = builder.enumType('Role', {
  description: 'Who a user is to the platform.',
  values: {
    ADMIN: { description: 'Manages models and users, and does all that a clinician does.' },
    CLINICIAN: { description: 'Uploads, analyses and reads.' },
    VIEWER: { description: 'Reads only.' },
    INTEGRATION: { description: 'A program that uploads and analyses on behalf of a system.' },
  } as const,
});

/** The states of an analysis. */
export const AnalysisStatusEnum = builder.enumType('AnalysisStatus', {
  description: 'The states of an analysis. SUCCEEDED, FAILED and CANCELED are final.',
  values: {
    QUEUED: { description: 'Stored, and waits for its turn.' },
    RUNNING: { description: 'The engine works on it.' },
    SUCCEEDED: { description: 'There is a result.' },
    FAILED: { description: 'There is an error that says why.' },
    CANCELED: { description: 'Stopped on request.' },
  } as const,
});

/** What the platform says about an image. */
export const AnalysisOutcomeEnum = builder.enumType('AnalysisOutcome', {
  description:
    'What the platform says about the image. INCONCLUSIVE and OUT_OF_SCOPE are abstentions, never hidden.',
  values: {
    BENIGN: { description: 'The calibrated probability of malignancy is below the lower threshold.' },
    MALIGNANT: { description: 'The calibrated probability of malignancy reaches the upper threshold.' },
    INCONCLUSIVE: { description: 'Between the thresholds: the model abstains.' },
    OUT_OF_SCOPE: { description: 'The image is not what the model was made for: it abstains.' },
  } as const,
});

/** How much a finding matters. */
export const FindingSeverityEnum = builder.enumType('FindingSeverity', {
  description: 'How much a finding matters to the reader.',
  values: {
    INFO: { description: 'For the record.' },
    NOTICE: { description: 'Worth a look.' },
    WARNING: { description: 'Not to be overlooked.' },
  } as const,
});
