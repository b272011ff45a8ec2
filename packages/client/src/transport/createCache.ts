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
          analyses: relayStylePagination(['patientId', 'status', 'outcome']),
        },
      },
      Patient: { fields: { studies: relayStylePagination(), medicalImages: relayStylePagination() } },
      Series: { fields: { medicalImages: relayStylePagination() } },
      MedicalImage: { fields: { analyses: relayStylePagination() } },
    },
  });
}
