import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { type Difference, runtimeTolerance, type Verification } from './verification.js';
import { verifyAnalysis } from './verifyAnalysis.js';

const VerificationStatusEnum = builder.enumType('VerificationStatus', {
  description: 'What recomputing a result showed.',
  values: {
    IDENTICAL: { description: 'Everything came out as it was stored, to the last bit.' },
    EQUAL_WITHIN_TOLERANCE: {
      description:
        'Another runtime than then: hashes, outcome and band are the same, and numbers differ by no more than the tolerance.',
    },
    DIFFERS: { description: 'Something came out another; `differences` says what.' },
    NOT_REPRODUCIBLE: { description: 'It could not be tried; `reason` says why.' },
  } as const,
});
const VerificationReasonEnum = builder.enumType('VerificationReason', {
  description: 'Why a result could not be recomputed.',
  values: {
    NO_RESULT: { description: 'The analysis has no result.' },
    IMAGE_MISSING: { description: 'The stored file is not there any more.' },
    MODEL_NOT_INSTALLED: { description: 'The model that made it is not installed here any more.' },
    MODEL_UNUSABLE: {
      description: 'The model that made it is installed and does not give its golden answer here.',
    },
  } as const,
});
const DifferenceKindEnum = builder.enumType('VerificationDifferenceKind', {
  description: 'What kind of thing came out another.',
  values: {
    HASH: { description: 'The SHA-256 of the image, the input tensor or the model.' },
    PREPROCESSING: { description: 'Name or version of the preprocessing.' },
    RUNTIME: { description: 'Name, version or provider of the runtime; alone it is no fault.' },
    PROBABILITY: { description: 'A probability.' },
    OUTCOME: { description: 'The outcome, the predicted label or the reason of the scope.' },
    BAND: { description: 'The suggested BI-RADS categories.' },
    REGIONS: { description: 'The regions of attention.' },
    ATTENTION: { description: 'The attention map.' },
  } as const,
});
const VerificationDifferenceType = builder.objectRef<Difference>('VerificationDifference').implement({
  description: 'A member of the result or its receipt that came out another.',
  fields: (t) => ({
    kind: t.field({
      type: DifferenceKindEnum,
      description: 'What kind of thing it is.',
      resolve: ({ kind }) => kind,
    }),
    member: t.exposeString('member', { description: 'Its name in AIAnalysisResult or ResultReceipt.' }),
    stored: t.exposeString('stored', {
      description: 'As it was stored; of the values of an attention map, their hash.',
    }),
    recomputed: t.exposeString('recomputed', { description: 'As it came out now.' }),
    largestDelta: t.exposeFloat('largestDelta', {
      nullable: true,
      description: 'Largest difference of the numbers in it; null where they are no numbers.',
    }),
    isWithinTolerance: t.exposeBoolean('isWithinTolerance', {
      description: `Whether another runtime explains it: probabilities within ${runtimeTolerance.probability}, attention within ${runtimeTolerance.attentionLevels} of 255, edges of regions within ${runtimeTolerance.regionPixels} pixel and their scores within ${runtimeTolerance.regionScore}.`,
    }),
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
      description: 'With NOT_REPRODUCIBLE: why.',
      resolve: ({ reason }) => reason,
    }),
    differences: t.field({
      type: [VerificationDifferenceType],
      description: 'What came out another, also where the tolerance covers it.',
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
    // An inference that is waited for.
    complexity: { field: 1_000, multiplier: 1 },
    description:
      'Computes a result again from the stored bytes, with the model that made it, and compares it with what was stored. Stores nothing. Counts as an inference: 30 in a minute for one token, two at a time for one organization.',
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
