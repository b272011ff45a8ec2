import { administersInstallation, administers as administration, patientData } from '../rules.js';
import {
  analyzes,
  changes,
  type Door,
  everybody,
  json,
  nobody,
  open,
  signed,
  signedIn,
  tus,
} from './door.js';
import { restDoors } from './restDoors.js';

const watching = (id: (table: string) => string) =>
  json({
    query: 'subscription ($id: ID!) { analysisUpdated(analysisId: $id) { id medicalImage { id filename } } }',
    variables: { id: Buffer.from(`Analysis:${id('Analysis')}`).toString('base64url') },
  });

/** Every route of the server, as its routers list them, and who may come in by it. */
export const doors: Readonly<Record<string, Door | Door[]>> = {
  ...restDoors,
  'get /healthz': open('/healthz'),
  'get /readyz': open('/readyz'),
  'get /': [open('/'), { at: '/v2/', by: 'token', rule: signedIn }],
  'get /graphql': open('/graphql'),
  'get /playground/settings.json': open('/playground/settings.json'),
  'get /auth/oidc/:provider/start': open('/auth/oidc/none/start'),
  'get /auth/oidc/:provider/callback': open('/auth/oidc/none/callback'),
  // Of one's own organization only.
  'get /export.csv': { at: '/audit/export.csv', by: 'token', rule: administersInstallation },
  'get /export.ndjson': { at: '/audit/export.ndjson', by: 'token', rule: administersInstallation },
  'get /export.fhir.ndjson': { at: '/audit/export.fhir.ndjson', by: 'token', rule: administersInstallation },
  'get /readings/labelled-images.zip': {
    at: '/readings/labelled-images.zip',
    by: 'token',
    rule: administersInstallation,
  },
  'get /:id/items.csv': {
    at: '/reanalysis/:id/items.csv',
    table: 'ReanalysisReport',
    isGlobalId: true,
    by: 'token',
    rule: administration,
  },
  'get /images/:id/original': signed('/files/images/:id/original', 'MedicalImage'),
  'get /images/:id/png': signed('/files/images/:id/png', 'MedicalImage'),
  'get /analyses/:id/heatmap': signed('/files/analyses/:id/heatmap', 'Analysis'),
  'get /analyses/:id/overlay': signed('/files/analyses/:id/overlay', 'Analysis'),
  'get /analyses/:id/report.dcm': signed('/files/analyses/:id/report.dcm', 'Analysis'),
  'get /analyses/:id/attention.dcm': signed('/files/analyses/:id/attention.dcm', 'Analysis'),
  'get /series/:id/projection': signed('/files/series/:id/projection', 'Series', () => ({ plane: 'AXIAL' })),
  'get /series/:id/subtraction': signed('/files/series/:id/subtraction', 'Series', (id) => ({
    base: id('BaseSeries'),
    slice: '0',
  })),
  // For the user who announced it; addresses are only made for tokens that may upload.
  'put /uploads/:id': {
    ...signed('/uploads/:id', 'PendingUpload'),
    rule: ({ caller, only, organization }) => caller?.role === 'ADMIN' && !only && organization === 'A',
  },
  'all /uploads/tus': {
    at: '/uploads/tus',
    by: 'token',
    method: 'post',
    headers: { ...tus, 'upload-length': '4', 'upload-metadata': 'filename YS5wbmc=' },
    rule: changes('UPLOAD'),
  },
  'all /uploads/tus/:id': {
    at: '/uploads/tus/:id',
    table: 'PendingUpload',
    by: 'token',
    method: 'head',
    headers: tus,
    rule: nobody,
  },
  'post /': { at: '/inference', by: 'token', rule: analyzes, body: () => json({ image: 'AAAA' }) },
  'all /': { at: '/inference', by: 'open', rule: everybody },
  'get /health/live': open('/v2/health/live'),
  'get /health/ready': { at: '/v2/health/ready', by: 'token', rule: signedIn },
  'get /models/:name{/versions/:version}': { at: '/v2/models/none', by: 'token', rule: signedIn },
  'get /models/:name{/versions/:version}/ready': { at: '/v2/models/none/ready', by: 'token', rule: signedIn },
  'post /models/:name{/versions/:version}/infer': {
    at: '/v2/models/none/infer',
    by: 'token',
    rule: analyzes,
    body: () => json({}),
  },
  'get /graphql/stream': { at: '/graphql/stream', by: 'open', rule: everybody },
  'all /graphql/stream': { at: '/graphql/stream', by: 'open', rule: everybody },
  'post /graphql/stream': {
    at: '/graphql/stream',
    table: 'Analysis',
    by: 'token',
    rule: patientData,
    body: watching,
  },
};
