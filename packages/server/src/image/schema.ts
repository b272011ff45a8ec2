import type { DeidentificationReport } from '@eventeye/dicom';
import { visibleAnalyses } from '../access/visibleRows.js';
import { AnalysisNode } from '../analysis/schema.js';
import { DeidentificationObject } from '../deidentification/schema.js';
import { builder } from '../schema/builder.js';
import { counted } from '../schema/counted.js';
import { fileAddress } from '../schema/fileAddress.js';
import { requireCaller } from '../schema/requireCaller.js';

/** One stored image. */
export const MedicalImageNode = builder.prismaNode('MedicalImage', {
  id: { field: 'id' },
  description: 'One stored image: a DICOM instance or a plain PNG, JPEG, BMP, TIFF or WebP picture.',
  authScopes: (image) => ({ visible: { type: 'MedicalImage', row: image } }),
  fields: (t) => ({
    filename: t.exposeString('filename', { description: 'Name of the file as uploaded.' }),
    sopInstanceUid: t.exposeString('sopInstanceUid', {
      nullable: true,
      description: 'SOP Instance UID (0008,0018); null for plain pictures.',
    }),
    instanceNumber: t.exposeInt('instanceNumber', {
      nullable: true,
      description: 'Instance Number (0020,0013).',
    }),
    width: t.exposeInt('width', { description: 'Columns, in pixels.' }),
    height: t.exposeInt('height', { description: 'Rows, in pixels.' }),
    frameCount: t.exposeInt('frameCount', { description: 'How many frames it holds; 1 for a single slice.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the bytes as uploaded, hexadecimal.' }),
    storagePath: t.exposeString('storagePath', {
      description: 'Where the bytes lie: medical_images/YYYY/MM/DD/<file>.',
    }),
    deidentification: t.field({
      type: DeidentificationObject,
      nullable: true,
      description:
        'What was removed before it was stored; null for a file that is stored as it was uploaded.',
      select: { deidentification: true },
      resolve: (image) => image.deidentification as DeidentificationReport | null,
    }),
    patient: t.relation('patient', { description: 'Whom it shows.' }),
    series: t.relation('series', {
      nullable: true,
      description: 'Its DICOM series; null for plain pictures.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was uploaded.' }),
    originalUrl: t.string({
      description: 'Expiring address of the bytes as uploaded; needs no further authorisation.',
      resolve: (image, _args, context) => fileAddress(context, `images/${image.id}/original`),
    }),
    latestAnalysis: t.field({
      type: AnalysisNode,
      nullable: true,
      description: 'The newest analysis, whatever its state; null before the first.',
      select: (_args, context, nested) => ({
        analyses: nested({
          where: visibleAnalyses(requireCaller(context)),
          take: 1,
          orderBy: [{ id: 'desc' as const }],
        }),
      }),
      resolve: (image) => image.analyses[0] ?? null,
    }),
    analyses: t.relatedConnection(
      'analyses',
      {
        cursor: 'id',
        description: 'All analyses of the image, newest first.',
        query: (_args, context) => ({
          where: visibleAnalyses(requireCaller(context)),
          orderBy: [{ id: 'desc' }],
        }),
      },
      counted('analysesOfImage'),
    ),
  }),
});
