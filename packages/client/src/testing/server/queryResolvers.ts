import type { AnalysisFieldsFragment } from '../../generated/graphql.js';
import { connectionOf } from './connectionOf.js';
import type { MockContext, RootResolver } from './mockContext.js';

/** What the mock answers to each field of Query. */
export const queryResolvers: Record<string, RootResolver> = {
  viewer: (_args, { user }) => user,
  node: ({ id }, context) => findNode(id, context),
  patient: ({ id, mrn }, { data }) =>
    data.patients.find((one) => (id ? one.id === id : one.mrn === mrn)) ?? null,
  patients(args, { data }) {
    const words = String(args.search ?? '')
      .toLowerCase()
      .split(/[\s^]+/)
      .filter(Boolean);
    const fits = (text: string) =>
      words.every((word) => ` ${text.toLowerCase().replaceAll('^', ' ')}`.includes(` ${word}`));
    return connectionOf(
      data.patients.filter(({ mrn, name }) => fits(`${mrn} ${name ?? ''}`)),
      args,
    );
  },
  study: ({ id, studyInstanceUid }, { data }) =>
    data.studies.find((one) => (id ? one.id === id : one.studyInstanceUid === studyInstanceUid)) ?? null,
  medicalImage: ({ id }, { data }) => data.images.find((one) => one.id === id) ?? null,
  analysis: ({ id }, { data }) => data.analyses.find((one) => one.id === id) ?? null,
  analyses(args, { data }) {
    const found = data.analyses.filter(
      ({ status, result, medicalImage }) =>
        (!args.patientId || medicalImage.patient.id === args.patientId) &&
        (!args.status || status === args.status) &&
        (!args.outcome || result?.outcome === args.outcome),
    );
    return connectionOf(args.orderBy === 'MOST_SUSPICIOUS' ? bySuspicion(found) : found, args);
  },
  activeModel: (_args, { data }) => data.models.find(({ isActive }) => isActive) ?? null,
  models: (_args, { data }) => data.models,
  agreement: (_args, { data }) => data.agreement,
  signInProviders: (_args, { data }) => data.signInProviders,
  users(args, { data }) {
    const part = String(args.search ?? '').toLowerCase();
    return connectionOf(
      data.users.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(part)),
      args,
    );
  },
  apiKeys: (args, { data }) => connectionOf(data.apiKeys, args),
  auditEvents(args, { data }) {
    const { from, to, type, userId, patientId } = args.filter ?? {};
    const fits = data.auditEvents.filter(
      (event) =>
        (!from || event.recordedAt >= from) &&
        (!to || event.recordedAt < to) &&
        (!type || event.type === type) &&
        (!userId || event.user?.id === userId) &&
        (!patientId || event.patientIds.includes(patientId)),
    );
    return connectionOf(fits, args);
  },
  webhookEndpoints: (args, { data }) => connectionOf(data.webhookEndpoints, args),
  webhookDeliveries(args, { data }) {
    const fits = data.webhookDeliveries.filter(
      ({ state, endpoint }) =>
        (!args.state || state === args.state) && (!args.endpointId || endpoint.id === args.endpointId),
    );
    return connectionOf(fits, args);
  },
};

/** Anything of the mock by its id. */
export function findNode(id: string, { data }: MockContext): { __typename: string; id: string } | null {
  const lists: readonly (readonly { __typename: string; id: string }[])[] = [
    data.patients,
    data.studies,
    data.series,
    data.images,
    data.analyses,
    data.seriesAnalyses,
    data.readings,
    data.models,
    data.users,
    data.apiKeys,
    data.auditEvents,
    data.webhookEndpoints,
    data.webhookDeliveries,
    [data.organization],
  ];
  for (const list of lists) {
    const found = list.find((one) => one.id === id);
    if (found) return found;
  }
  return null;
}

/** As the server: only those with a result in scope. */
function bySuspicion(analyses: readonly AnalysisFieldsFragment[]): AnalysisFieldsFragment[] {
  return analyses
    .filter(({ result }) => result && result.outcome !== 'OUT_OF_SCOPE')
    .sort((a, b) => b.result!.malignancyProbability - a.result!.malignancyProbability);
}
