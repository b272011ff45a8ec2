import { visibleImages, visibleStudies } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { counted } from '../schema/counted.js';
import { requireCaller } from '../schema/requireCaller.js';

/** One person under examination, known by their record number. */
export const PatientNode = builder.prismaNode('Patient', {
  id: { field: 'id' },
  description: 'One person under examination.',
  authScopes: (patient) => ({ visible: { type: 'Patient', row: patient } }),
  fields: (t) => ({
    mrn: t.exposeString('mrn', {
      description: 'Medical record number, DICOM Patient ID (0010,0020); unique in its organization.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'Patient’s Name as the source wrote it.' }),
    birthDate: t.expose('birthDate', { type: 'Date', nullable: true, description: 'Date of birth.' }),
    studies: t.relatedConnection(
      'studies',
      {
        cursor: 'id',
        description: 'The patient’s studies, newest first.',
        query: (_args, context) => ({
          where: visibleStudies(requireCaller(context)),
          orderBy: [{ studyDate: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
        }),
      },
      counted('studiesOfPatient'),
    ),
    medicalImages: t.relatedConnection(
      'images',
      {
        cursor: 'id',
        description: 'All images of the patient, newest first.',
        query: (_args, context) => ({
          where: visibleImages(requireCaller(context)),
          orderBy: [{ id: 'desc' }],
        }),
      },
      counted('imagesOfPatient'),
    ),
  }),
});
