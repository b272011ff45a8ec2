import { isErrorCode } from '@eventeye/core';
import { isBounded } from '../access/bounds.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { AnalysisStatusEnum } from '../schema/enums.js';
import { requireCaller } from '../schema/requireCaller.js';

interface AnalysisFailure {
  code: string;
  message: string;
  retryable: boolean;
}

/** Why a run failed. */
export const AnalysisFailureType = builder.objectRef<AnalysisFailure>('AnalysisFailure').implement({
  description: 'Why an analysis failed.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code of the documented catalogue.' }),
    message: t.exposeString('message', { description: 'A sentence that says what to do.' }),
    retryable: t.exposeBoolean('retryable', { description: 'Whether analysing again may succeed.' }),
  }),
});

/** One run of one model on one image. */
export const AnalysisNode = builder.prismaNode('Analysis', {
  id: { field: 'id' },
  description: 'One run of one model on one image. Never overwritten: analysing again adds another.',
  authScopes: (analysis) => ({ visible: { type: 'Analysis', row: analysis } }),
  fields: (t) => ({
    medicalImage: t.relation('medicalImage', { description: 'The image that is analysed.' }),
    status: t.expose('status', { type: AnalysisStatusEnum, description: 'Where it stands.' }),
    progress: t.exposeFloat('progress', { description: 'From 0 to 1.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its present or last run began; null while it waits.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it reached its final state; null before.',
    }),
    requestedBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who asked for it; null when the account is gone, and for a token of one patient.',
      select: (_args, _context, nested) => ({ requestedBy: nested() }),
      resolve: ({ requestedBy }, _args, context) => (isBounded(requireCaller(context)) ? null : requestedBy),
    }),
    error: t.field({
      type: AnalysisFailureType,
      nullable: true,
      description: 'With FAILED: why.',
      resolve: (analysis) => failureOf(analysis),
    }),
    isWithheld: t.exposeBoolean('isWithheld', {
      description:
        'With SUCCEEDED: it has a result that nobody is shown, for the organization ran silent mode when it ended.',
    }),
    result: t.relation('result', {
      nullable: true,
      description: 'With SUCCEEDED: what the model says; null while it is withheld.',
    }),
  }),
});

/** The failure of a row; null where there is none. */
export function failureOf(row: {
  errorCode: string | null;
  errorMessage: string | null;
  errorRetryable: boolean | null;
}): AnalysisFailure | null {
  if (row.errorCode === null) return null;
  return {
    code: isErrorCode(row.errorCode) ? row.errorCode : 'INTERNAL',
    message: row.errorMessage ?? 'The analysis failed. Try again.',
    retryable: row.errorRetryable ?? false,
  };
}
