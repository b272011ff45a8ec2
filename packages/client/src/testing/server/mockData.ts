import type { ModelDetails } from '../../calls/modelCalls.js';
import type { SeriesDetails } from '../../calls/seriesCalls.js';
import type {
  AgreementQuery,
  AnalysisFieldsFragment,
  ApiKeyFieldsFragment,
  AuditEventFieldsFragment,
  ImageSummaryFieldsFragment,
  OrganizationFieldsFragment,
  PatientFieldsFragment,
  ReadingFieldsFragment,
  SeriesAnalysisFieldsFragment,
  SignInProvidersQuery,
  StudyFieldsFragment,
  UserFieldsFragment,
  WebhookDeliveryFieldsFragment,
  WebhookEndpointFieldsFragment,
} from '../../generated/graphql.js';
import { aModel } from '../fixtures/aModel.js';
import { anOrganization, aUser } from '../fixtures/people.js';

/** A reading and what it is of. */
export type MockReading = ReadingFieldsFragment & { analysis: { id: string } };
/** A study and whom it shows. */
export type MockStudy = StudyFieldsFragment & { patient: PatientFieldsFragment };

/** What a mock server knows, newest first in each list, as the real one answers. */
export interface MockData {
  organization: OrganizationFieldsFragment;
  users: UserFieldsFragment[];
  patients: PatientFieldsFragment[];
  studies: MockStudy[];
  series: SeriesDetails[];
  images: ImageSummaryFieldsFragment[];
  analyses: AnalysisFieldsFragment[];
  seriesAnalyses: SeriesAnalysisFieldsFragment[];
  readings: MockReading[];
  models: ModelDetails[];
  /** The answer of `agreement`, whatever it is asked for. */
  agreement: AgreementQuery['agreement'];
  signInProviders: SignInProvidersQuery['signInProviders'];
  apiKeys: ApiKeyFieldsFragment[];
  auditEvents: AuditEventFieldsFragment[];
  webhookEndpoints: WebhookEndpointFieldsFragment[];
  webhookDeliveries: WebhookDeliveryFieldsFragment[];
}

/** What is given, and whatever that needs: patients of images, a user, a model. */
export function completeData(given: Partial<MockData>): MockData {
  const data: MockData = {
    organization: given.organization ?? anOrganization(),
    users: [...(given.users ?? [aUser({ id: 'User-1' })])],
    patients: [...(given.patients ?? [])],
    studies: [...(given.studies ?? [])],
    series: [...(given.series ?? [])],
    images: [...(given.images ?? [])],
    analyses: [...(given.analyses ?? [])],
    seriesAnalyses: [...(given.seriesAnalyses ?? [])],
    readings: [...(given.readings ?? [])],
    models: [...(given.models ?? [aModel()])],
    agreement: [...(given.agreement ?? [])],
    signInProviders: [...(given.signInProviders ?? [])],
    apiKeys: [...(given.apiKeys ?? [])],
    auditEvents: [...(given.auditEvents ?? [])],
    webhookEndpoints: [...(given.webhookEndpoints ?? [])],
    webhookDeliveries: [...(given.webhookDeliveries ?? [])],
  };
  for (const { study } of data.series) {
    const { suggestedSubtraction: _, ...own } = study;
    put(data.studies, own);
  }
  for (const { patient } of [...data.studies, ...data.images]) put(data.patients, patient);
  return data;
}

/** Replaces the item of the same id, or adds it in front. */
export function replace<T extends { id: string }>(list: T[], item: T): void {
  const index = list.findIndex(({ id }) => id === item.id);
  if (index < 0) list.unshift(item);
  else list[index] = item;
}

function put<T extends { id: string }>(list: T[], item: T): void {
  if (!list.some(({ id }) => id === item.id)) list.push(item);
}
