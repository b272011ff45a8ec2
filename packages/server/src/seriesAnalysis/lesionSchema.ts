import {
  type CandidateRegion,
  joinLesions,
  type LesionCandidate,
  locateCandidate,
  type PixelBox,
} from '@eventeye/core';
import type { MedicalImage } from '../database/client.js';
import { MedicalImageNode } from '../image/schema.js';
import { builder } from '../schema/builder.js';
import { planeOf } from './imagePlanes.js';
import { LesionLocationType } from './lesionLocationSchema.js';
import { SeriesAnalysisNode } from './schema.js';
import { seriesSlices } from './seriesSlices.js';

const ImageBoxType = builder.objectRef<PixelBox>('ImageBox').implement({
  description: 'A rectangle in image pixels, origin top left.',
  fields: (t) => ({
    x: t.exposeFloat('x', { description: 'Left edge, in pixels.' }),
    y: t.exposeFloat('y', { description: 'Top edge, in pixels.' }),
    width: t.exposeFloat('width', { description: 'In pixels.' }),
    height: t.exposeFloat('height', { description: 'In pixels.' }),
  }),
});

const CandidateRegionType = builder.objectRef<CandidateRegion>('CandidateRegion').implement({
  description: 'One region of attention that a candidate is joined from.',
  fields: (t) => ({
    sliceIndex: t.exposeInt('sliceIndex', { description: 'Slice in slice order, from 0.' }),
    score: t.exposeFloat('score', { description: 'Mean attention in the region, from 0 to 1.' }),
    box: t.field({ type: ImageBoxType, description: 'Where it lies.', resolve: (region) => region }),
  }),
});

const LesionCandidateType = builder
  .objectRef<LesionCandidate & { keyImage: MedicalImage }>('LesionCandidate')
  .implement({
    description:
      'Attention of neighbouring suspicious slices that lies at one place. Attention, not localisation: it says where the model looked, and its size is that of the attention’s coarse cells.',
    fields: (t) => ({
      firstSliceIndex: t.exposeInt('firstSliceIndex', { description: 'In slice order, from 0.' }),
      lastSliceIndex: t.exposeInt('lastSliceIndex', { description: 'In slice order, from 0.' }),
      sliceCount: t.exposeInt('sliceCount', {
        description: 'Slices with a region; fewer than the range holds where a gap was bridged.',
      }),
      keySliceIndex: t.exposeInt('keySliceIndex', { description: 'The slice of the highest probability.' }),
      keyImage: t.field({
        type: MedicalImageNode,
        description: 'The image of that slice.',
        resolve: ({ keyImage }) => keyImage,
      }),
      box: t.field({
        type: ImageBoxType,
        description: 'Around its regions on all slices.',
        resolve: ({ box }) => box,
      }),
      keyBox: t.field({
        type: ImageBoxType,
        description: 'Its strongest region on the key image.',
        resolve: ({ keyBox }) => keyBox,
      }),
      peakProbability: t.exposeFloat('peakProbability', {
        description: 'Calibrated probability of malignancy of the whole key slice.',
      }),
      meanProbability: t.exposeFloat('meanProbability', { description: 'Mean of the same over its slices.' }),
      peakAttention: t.exposeFloat('peakAttention', {
        description: 'Highest score of a region, from 0 to 1.',
      }),
      regions: t.field({
        type: [CandidateRegionType],
        description: 'What it is joined from, in slice order.',
        resolve: ({ regions }) => regions,
      }),
      location: t.field({
        type: LesionLocationType,
        nullable: true,
        description: 'In the patient; null where the image does not say where it lies.',
        resolve: async (candidate, _args, { services }) => {
          const plane = await planeOf(services, candidate.keyImage);
          const { extentAlongNormalMm } = candidate;
          return plane && { ...locateCandidate(candidate, plane), extentAlongNormalMm };
        },
      }),
    }),
  });

builder.prismaObjectField(SeriesAnalysisNode, 'lesionCandidates', (t) =>
  t.field({
    type: [LesionCandidateType],
    description:
      'Regions of MALIGNANT and INCONCLUSIVE slices joined across the series, the most suspicious first; of a run that goes on, from the slices that have ended.',
    resolve: async ({ id }, _args, context) => {
      const slices = await seriesSlices(context, id);
      return joinLesions(slices).map((candidate) => ({
        ...candidate,
        keyImage: slices[candidate.keySliceIndex]!.image,
      }));
    },
  }),
);
