import { type MalignancyProfilePoint, malignancyProfile } from '@eventeye/core';
import type { MedicalImage } from '../database/client.js';
import { MedicalImageNode } from '../image/schema.js';
import { builder } from '../schema/builder.js';
import { AnalysisOutcomeEnum, AnalysisStatusEnum } from '../schema/enums.js';
import { SeriesAnalysisNode } from './schema.js';
import { seriesSlices } from './seriesSlices.js';

const MalignancyProfilePointType = builder
  .objectRef<MalignancyProfilePoint & { image: MedicalImage }>('MalignancyProfilePoint')
  .implement({
    description: 'One slice of a run on the profile along the series.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Place in slice order, from 0.' }),
      positionMm: t.exposeFloat('positionMm', {
        nullable: true,
        description: 'Position along the normal of the slices in mm; null where the image does not say.',
      }),
      status: t.expose('status', { type: AnalysisStatusEnum, description: 'Where the slice stands.' }),
      outcome: t.expose('outcome', {
        type: AnalysisOutcomeEnum,
        nullable: true,
        description: 'What the slice says by itself, abstentions included; null without a result.',
      }),
      malignancyProbability: t.exposeFloat('malignancyProbability', {
        nullable: true,
        description:
          'Calibrated, raw and of this slice alone. Null where there is no number to believe: failed, not ended, or out of scope. A gap is no zero.',
      }),
      medicalImage: t.field({
        type: MedicalImageNode,
        description: 'The slice.',
        resolve: ({ image }) => image,
      }),
    }),
  });

builder.prismaObjectField(SeriesAnalysisNode, 'profile', (t) =>
  t.field({
    type: [MalignancyProfilePointType],
    description: 'Every slice of the run in slice order: nothing smoothed, filled in or left out.',
    resolve: async ({ id }, _args, context) => {
      const slices = await seriesSlices(context, id);
      return malignancyProfile(slices).map((point) => ({ ...point, image: slices[point.index]!.image }));
    },
  }),
);
