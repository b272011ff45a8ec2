import { AIAnalysisResultType } from '../analysis/resultSchema.js';
import { builder } from '../schema/builder.js';
import { fileAddress } from '../schema/fileAddress.js';
import { pictureArguments } from './imageSchema.js';
import { pictureOptions, pictureQuery } from './pictureQuery.js';

builder.prismaObjectField(AIAnalysisResultType, 'heatmapUrl', (t) =>
  t.string({
    description: 'Expiring address of a PNG, colour over transparent, the size of the image: attention.',
    resolve: (result, _args, context) => fileAddress(context, `analyses/${result.analysisId}/heatmap`),
  }),
);

builder.prismaObjectField(AIAnalysisResultType, 'overlayUrl', (t) =>
  t.string({
    description:
      'Expiring address of a colour PNG: the analysed frame with attention over it, in the geometry of the image. Attention, not localisation.',
    args: {
      opacity: t.arg.float({
        description: 'Of the strongest attention, from 0 to 1; 0.7 when left out, as in the heat map.',
      }),
      windowCenter: t.arg.float({ description: pictureArguments.windowCenter }),
      windowWidth: t.arg.float({ description: pictureArguments.windowWidth }),
      windowIndex: t.arg.int({ description: pictureArguments.windowIndex }),
      invert: t.arg.boolean({ description: 'Black for white, in the image below.' }),
      maxSize: t.arg.int({ description: pictureArguments.maxSize }),
      squarePixels: t.arg.boolean({ description: pictureArguments.squarePixels }),
    },
    resolve: (result, args, context) =>
      fileAddress(context, `analyses/${result.analysisId}/overlay`, pictureQuery(pictureOptions(args))),
  }),
);
