import { visibleImages } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { counted } from '../schema/counted.js';
import { countRows } from '../schema/countRows.js';
import { requireCaller } from '../schema/requireCaller.js';
import { sliceOrder } from './sliceOrder.js';

/** One acquisition: the slices of one phase. */
export const SeriesNode = builder.prismaNode('Series', {
  id: { field: 'id' },
  description: 'One acquisition of a study: the slices of one phase.',
  authScopes: (series) => ({ visible: { type: 'Series', row: series } }),
  fields: (t) => ({
    seriesInstanceUid: t.exposeString('seriesInstanceUid', {
      description: 'Series Instance UID (0020,000E).',
    }),
    modality: t.exposeString('modality', { description: 'Modality (0008,0060), for example MR.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Series Description (0008,103E).',
    }),
    study: t.relation('study', { description: 'The study it belongs to.' }),
    imageCount: t.int({
      description: 'How many images of it are stored.',
      select: { id: true },
      resolve: ({ id }, _args, context) => countRows(context, 'imagesOfSeries', id),
    }),
    medicalImages: t.relatedConnection(
      'images',
      {
        cursor: 'id',
        description: 'The images in slice order: along the normal of the slices, then by Instance Number.',
        query: (_args, context) => ({
          where: visibleImages(requireCaller(context)),
          orderBy: [...sliceOrder],
        }),
      },
      counted('imagesOfSeries'),
    ),
  }),
});
