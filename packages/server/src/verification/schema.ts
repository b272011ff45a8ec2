import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { type Difference, type Verification, verifyAnalysis } from './verifyAnalysis.js';

const VerificationStatusEnum = builder.enumType('VerificationStatus', {
  description: 'What recomputing a result showed.',
  values: {
    MATCHES: { description: 'Everything came out as it was stored.' },
    DIFFERS: { description: 'Something came out another; `differences` says what.' },
    CANNOT_RECOMPUTE: { description: 'It could not be tried; `reason` says why.' },
  } as const,
});
const VerificationReasonEnum = builder.enumType('VerificationReason', {
  description: 'Why a result could not be recomputed.',
  values: {
    NO_RESULT: { description: 'The analysis has no result.' },
    IMAGE_MISSING: { description: 'The stored file is not there any more.' },
    MODEL_NOT_SERVED: {
      description: 'It was made by another model, or another precision, than is served now.',
    },
  } as const,
});
const VerificationDifferenceType = builder.objectRef<Difference>('VerificationDifference').implement({
  description: 'A member of the result or its receipt that came out another.',
  fields: (t) => ({
    member: t.exposeString('member', { description: 'Its name in AIAnalysisResult or ResultReceipt.' }),
    stored: t.exposeString('stored', { description: 'As it was stored.' }),
    recomputed: t.exposeString('recomputed', { description: 'As it came out now.' }),
  }),
});
const VerifyAnalysisPayload = builder.objectRef<Verification>('VerifyAnalysisPayload');
VerifyAnalysisPayload.implement({
  description: 'The result was computed again from the stored bytes and compared.',
  fields: (t) => ({
    status: t.field({
      type: VerificationStatusEnum,
      description: 'What it showed.',
      resolve: ({ status }) => status,
    }),
    reason: t.field({
      type: VerificationReasonEnum,
      nullable: true,
      description: 'With CANNOT_RECOMPUTE: why.',
      resolve: ({ reason }) => reason,
    }),
    differences: t.field({
      type: [VerificationDifferenceType],
      description: 'With DIFFERS: what.',
      resolve: ({ differences }) => differences,
    }),
  }),
});
const verifyResult = resultUnion(
  'VerifyAnalysisResult',
  VerifyAnalysisPayload,
  ['NotFoundError', 'ForbiddenError', 'QuotaExceededError'],
  'How verifyAnalysis ends.',
);
const VerifyAnalysisInput = builder.inputType('VerifyAnalysisInput', {
  description: 'What to verify.',
  fields: (t) => ({ analysisId: t.id({ required: true, description: 'Global id of the analysis.' }) }),
});

builder.mutationField('verifyAnalysis', (t) =>
  t.field({
    type: verifyResult.union,
    description:
      'Computes a result again from the stored bytes and compares it with its receipt. Stores nothing.',
    args: { input: t.arg({ type: VerifyAnalysisInput, required: true, description: 'Which analysis.' }) },
    resolve: (_root, { input }, context) =>
      verifyResult.settle(() =>
        verifyAnalysis(
          context.services,
          requireCaller(context),
          requireRowId('Analysis', input.analysisId, 'analysis'),
        ),
      ),
  }),
);
