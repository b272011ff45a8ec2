import { InMemoryCache } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './possibleTypes.js';

/** A cache that knows the schema's interfaces and joins the pages of its connections. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          patients: relayStylePagination(['search']),
          analyses: relayStylePagination(['patientId', 'status', 'outcome', 'orderBy']),
          users: relayStylePagination(['search']),
          apiKeys: relayStylePagination(),
          auditEvents: relayStylePagination(['filter']),
          webhookEndpoints: relayStylePagination(),
          silentModes: relayStylePagination(),
          webhookDeliveries: relayStylePagination(['endpointId', 'state']),
        },
      },
      Patient: {
        fields: {
          studies: relayStylePagination(),
          medicalImages: relayStylePagination(),
          referenceStandards: relayStylePagination(),
        },
      },
      Series: { fields: { medicalImages: relayStylePagination() } },
      MedicalImage: { fields: { analyses: relayStylePagination() } },
      Analysis: { fields: { readings: relayStylePagination() } },
      SeriesAnalysis: { fields: { analyses: relayStylePagination() } },
      // No id of its own: a list's few fields and a page's many are of the same result.
      AIAnalysisResult: { merge: true },
    },
  });
}
