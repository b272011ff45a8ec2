import type { Series } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { StudyNode } from '../study/schema.js';
import { SeriesNode } from '../study/seriesSchema.js';
import { dynamicPasses } from './dynamicPasses.js';
import { suggestSubtraction } from './suggestSubtraction.js';

const SuggestedSubtractionType = builder
  .objectRef<{ base: Series; series: Series }>('SuggestedSubtraction')
  .implement({
    description: 'Two passes of one dynamic acquisition, for Series.subtractionPngUrl and Series.mipPngUrl.',
    fields: (t) => ({
      base: t.field({
        type: SeriesNode,
        description: 'The first pass in time, before contrast: what to subtract.',
        resolve: ({ base }) => base,
      }),
      series: t.field({
        type: SeriesNode,
        description: 'The second pass in time, the first after contrast.',
        resolve: ({ series }) => series,
      }),
    }),
  });

builder.prismaObjectField(StudyNode, 'suggestedSubtraction', (t) =>
  t.field({
    type: SuggestedSubtractionType,
    nullable: true,
    // A file is read for each series.
    complexity: 50,
    description:
      'Told by protocol, slice positions and acquisition times of the series, not by their names: a suggestion, for nothing in a header proves that contrast was given. Null where no two series fit.',
    resolve: async ({ id }, _args, context) => {
      const passes = await dynamicPasses(context.services, requireCaller(context), id);
      const pair = suggestSubtraction(passes);
      const rowOf = (seriesId: string) => passes.find((one) => one.seriesId === seriesId)!.row;
      return pair ? { base: rowOf(pair.base.seriesId), series: rowOf(pair.series.seriesId) } : null;
    },
  }),
);
