import { isFinal } from '@eventeye/core';
import { anAnalysis, aReading } from '../fixtures/analyses.js';
import { aSeriesAnalysis } from '../fixtures/aSeriesAnalysis.js';
import { notFound, type RootResolver, refusal } from './mockContext.js';
import { replace } from './mockData.js';

/** Analyses, runs over series, readings and models. */
export const analysisMutations: Record<string, RootResolver> = {
  analyzeMedicalImage({ input }, { data, requested }) {
    const medicalImage = data.images.find(({ id }) => id === input.medicalImageId);
    if (!medicalImage) return notFound();
    const analysis = anAnalysis({ status: 'QUEUED', medicalImage });
    data.analyses.unshift(analysis);
    requested(analysis.id);
    return { __typename: 'AnalyzeMedicalImagePayload', analysis };
  },
  cancelAnalysis({ input }, { data, topics }) {
    const before = data.analyses.find(({ id }) => id === input.analysisId);
    if (!before) return notFound();
    const analysis = isFinal(before.status) ? before : { ...before, status: 'CANCELED' as const };
    replace(data.analyses, analysis);
    topics.publish(analysis.id);
    return { __typename: 'CancelAnalysisPayload', analysis };
  },
  analyzeSeries({ input }, { data, requested }) {
    const series = data.series.find(({ id }) => id === input.seriesId);
    if (!series) return notFound();
    const seriesAnalysis = aSeriesAnalysis({ series, status: 'QUEUED', completedSlices: 0 });
    data.seriesAnalyses.unshift(seriesAnalysis);
    requested(seriesAnalysis.id);
    return { __typename: 'AnalyzeSeriesPayload', seriesAnalysis };
  },
  cancelSeriesAnalysis({ input }, { data, topics }) {
    const before = data.seriesAnalyses.find(({ id }) => id === input.seriesAnalysisId);
    if (!before) return notFound();
    const seriesAnalysis = isFinal(before.status) ? before : { ...before, status: 'CANCELED' as const };
    replace(data.seriesAnalyses, seriesAnalysis);
    topics.publish(seriesAnalysis.id);
    return { __typename: 'CancelSeriesAnalysisPayload', seriesAnalysis };
  },
  verifyAnalysis({ input }, { data }) {
    const analysis = data.analyses.find(({ id }) => id === input.analysisId);
    if (!analysis) return notFound();
    return analysis.result
      ? { __typename: 'VerifyAnalysisPayload', status: 'IDENTICAL', reason: null, differences: [] }
      : {
          __typename: 'VerifyAnalysisPayload',
          status: 'NOT_REPRODUCIBLE',
          reason: 'NO_RESULT',
          differences: [],
        };
  },
  recordReading({ input }, { data, user }) {
    const analysis = data.analyses.find(({ id }) => id === input.analysisId);
    if (!analysis) return notFound();
    const outcome = analysis.result?.outcome;
    const label =
      input.label ?? (input.agrees && (outcome === 'BENIGN' || outcome === 'MALIGNANT') ? outcome : null);
    if (!label) {
      const path = ['input', 'label'];
      return refusal(
        'ValidationError',
        'VALIDATION_FAILED',
        'Say what you see: benign, malignant or unsure.',
        { path },
      );
    }
    const reader = user && { __typename: 'User' as const, id: user.id, name: user.name };
    const { agrees = null, biRadsCategory = null, note = null } = input;
    const isBlinded = input.isBlinded ?? false;
    const reading = {
      ...aReading({ label, agrees, biRadsCategory, isBlinded, note, reader }),
      analysis: { id: analysis.id },
    };
    data.readings.unshift(reading);
    return { __typename: 'RecordReadingPayload', reading };
  },
  activateModel({ input }, { data }) {
    const model = data.models.find(({ id }) => id === input.modelVersionId);
    if (!model) return notFound();
    data.models = data.models.map((one) => ({ ...one, isActive: one.id === model.id }));
    return { __typename: 'ActivateModelPayload', model: { ...model, isActive: true } };
  },
};
