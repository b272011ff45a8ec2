import { builder } from '../schema/builder.js';
import { AnalysisOutcomeEnum } from '../schema/enums.js';

/** How an image fares under the model of a report. */
export const ReanalysisStateEnum = builder.enumType('ReanalysisState', {
  description: 'How an image fares under the model of a report.',
  values: {
    WAITING: { description: 'It was not looked at yet.' },
    UNCHANGED: { description: 'The outcome and the suggested BI-RADS categories would be the same.' },
    BAND_CHANGED: {
      description: 'The outcome would be the same, the suggested BI-RADS categories would not.',
    },
    OUTCOME_CHANGED: { description: 'The outcome would be another.' },
    FAILED: { description: 'The model gave no answer for it; `errorCode` says why.' },
  } as const,
});

/** One image of a report. */
export const ReanalysisItemNode = builder.prismaNode('ReanalysisItem', {
  id: { field: 'id' },
  description:
    'One image of a re-analysis report: its latest stored result in the selection, and what the model of the report says of it. That is hypothetical: it is no result of the patient.',
  authScopes: (row) => ({ $all: { administer: true, visible: { type: 'ReanalysisItem', row } } }),
  select: { id: true, organizationId: true, patientId: true },
  fields: (t) => ({
    analysis: t.relation('analysis', { description: 'The analysis whose stored result is compared.' }),
    medicalImage: t.relation('medicalImage', { description: 'The image.' }),
    state: t.expose('state', { type: ReanalysisStateEnum, description: 'What came of it.' }),
    storedModel: t.relation('storedModelVersion', { description: 'The model that made the stored result.' }),
    storedOutcome: t.expose('storedOutcome', {
      type: AnalysisOutcomeEnum,
      description: 'The outcome as it is stored.',
    }),
    storedMalignancyProbability: t.exposeFloat('storedProbability', {
      description: 'The calibrated probability of malignancy as it is stored.',
    }),
    storedBiRads: t.exposeStringList('storedBiRads', {
      description: 'The suggested BI-RADS categories as they are stored; the reader assigns the category.',
    }),
    outcome: t.expose('outcome', {
      type: AnalysisOutcomeEnum,
      nullable: true,
      description: 'Hypothetical: the outcome under the model of the report.',
    }),
    malignancyProbability: t.exposeFloat('malignancyProbability', {
      nullable: true,
      description: 'Hypothetical: the calibrated probability of malignancy under the model of the report.',
    }),
    biRads: t.exposeStringList('biRads', {
      description: 'Hypothetical: the BI-RADS categories that would be suggested; empty also while it waits.',
    }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: 'With FAILED: a stable code of the documented catalogue.',
    }),
  }),
});
