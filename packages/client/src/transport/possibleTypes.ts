/**
 * Which types an interface stands for, so that the cache can match fragments on interfaces. A test compares it with the
 * server's schema.
 */
export const possibleTypes: Record<string, string[]> = {
  Error: [
    'ConflictError',
    'ForbiddenError',
    'NotFoundError',
    'QuotaExceededError',
    'UnsupportedImageError',
    'ValidationError',
  ],
  Node: ['Analysis', 'MedicalImage', 'ModelVersion', 'Organization', 'Patient', 'Series', 'Study', 'User'],
};
