import { randomUUID } from 'node:crypto';
import { installation, patientData } from '../rules.js';
import { exists } from '../scopes.js';
import { analyzes, changes, type Door, json, open } from './door.js';

const of = (at: string, table: string, more: Partial<Door> = {}): Door => ({
  at,
  table,
  isGlobalId: true,
  by: 'token',
  rule: patientData,
  ...more,
});

const paths = {
  token: '/api/auth/token/',
  images: '/api/medical-images/',
  image: '/api/medical-images/:id/',
  analyze: '/api/medical-images/:id/analyze/',
  analyses: '/api/medical-images/:id/analyses/',
  analysis: '/api/analyses/:id/',
  patients: '/api/patients/',
  patient: '/api/patients/:id/',
} as const;

/** The REST face. */
export const restDoors: Readonly<Record<string, Door>> = {
  'get /openapi.json': open('/api/openapi.json'),
  'get /docs': open('/api/docs'),
  'get /docs.css': open('/api/docs.css'),
  [`post ${paths.token}`]: { ...open(paths.token), body: () => json({}) },
  [`post ${paths.images}`]: { at: paths.images, by: 'token', rule: changes('UPLOAD'), body: () => json({}) },
  [`get ${paths.image}`]: of(paths.image, 'MedicalImage'),
  [`post ${paths.analyze}`]: of(paths.analyze, 'MedicalImage', {
    rule: (who, at) => analyzes(who, at) && exists(at, who),
    body: () => json({}),
  }),
  [`get ${paths.analyses}`]: of(paths.analyses, 'MedicalImage'),
  [`get ${paths.analysis}`]: of(paths.analysis, 'Analysis'),
  [`post ${paths.patients}`]: {
    at: paths.patients,
    by: 'token',
    rule: changes('WRITE'),
    body: () => json({ mrn: `walk-${randomUUID()}` }),
  },
  // A list of what exists for the caller.
  [`get ${paths.patients}`]: { at: paths.patients, by: 'token', rule: installation },
  [`get ${paths.patient}`]: of(paths.patient, 'Patient'),
  // Other methods are told which ones there are.
  ...Object.fromEntries(Object.values(paths).map((at) => [`all ${at}`, { ...open(at), method: 'delete' }])),
};
