import { visibleSeries } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';

/** One examination. */
export const StudyNode = builder.prismaNode('Study', {
  id: { field: 'id' },
  description: 'One examination: a DICOM study.',
  authScopes: (study) => ({ visible: { type: 'Study', row: study } }),
  fields: (t) => ({
    studyInstanceUid: t.exposeString('studyInstanceUid', { description: 'Study Instance UID (0020,000D).' }),
    accessionNumber: t.exposeString('accessionNumber', {
      nullable: true,
      description: 'Accession Number (0008,0050).',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Study Description (0008,1030).',
    }),
    studyDate: t.expose('studyDate', {
      type: 'Date',
      nullable: true,
      description: 'Study Date (0008,0020).',
    }),
    patient: t.relation('patient', { description: 'Who was examined.' }),
    series: t.relation('series', {
      description: 'The series of the study, by Series Number.',
      query: (_args, context) => ({
        where: visibleSeries(requireCaller(context)),
        orderBy: [{ seriesNumber: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      }),
    }),
  }),
});
