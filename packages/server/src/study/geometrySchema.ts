import { geometryFindingCodes, localize } from '@eventeye/core';
import type { GeometryFinding } from '@eventeye/dicom';
import { builder } from '../schema/builder.js';
import { type SeriesPhase, seriesGeometry } from './seriesGeometry.js';
import { SeriesNode } from './seriesSchema.js';

const codeDescriptions: Record<(typeof geometryFindingCodes)[number], string> = {
  SLICE_MISSING: 'One or more slices are missing between two neighbours.',
  SLICE_DUPLICATE: 'Several slices of one phase lie at the same place.',
  SPACING_IRREGULAR: 'A distance that is no multiple of the spacing.',
  ORIENTATION_MIXED: 'Slices that lie in another direction than most.',
  SIZE_MIXED: 'Slices with other numbers of rows or columns than most.',
  PIXEL_SPACING_MIXED: 'Slices with another pixel spacing than most.',
  POSITION_ABSENT: 'Slices whose header names no place.',
};

const GeometryFindingCode = builder.enumType('GeometryFindingCode', {
  description: 'What can be wrong with the slices of a series.',
  values: Object.fromEntries(
    geometryFindingCodes.map((code) => [code, { description: codeDescriptions[code] }]),
  ) as Record<(typeof geometryFindingCodes)[number], { description: string }>,
});

const SliceOrientation = builder.enumType('SliceOrientation', {
  description: 'How slices lie in the patient.',
  values: {
    AXIAL: { description: 'Across the body.' },
    SAGITTAL: { description: 'From the side.' },
    CORONAL: { description: 'From the front.' },
    OBLIQUE: { description: 'More than 20 degrees from each of the others.' },
  },
});

const PixelSpacing = builder.objectRef<{ rowMm: number; columnMm: number }>('PixelSpacing').implement({
  description: 'Distances of the centres of neighbouring pixels, in mm.',
  fields: (t) => ({
    rowMm: t.exposeFloat('rowMm', { description: 'Of neighbouring rows.' }),
    columnMm: t.exposeFloat('columnMm', { description: 'Of neighbouring columns.' }),
  }),
});

const Finding = builder.objectRef<GeometryFinding>('SeriesGeometryFinding').implement({
  description: 'Something about the slices of a series that a reader of its volume must know.',
  fields: (t) => ({
    code: t.expose('code', { type: GeometryFindingCode, description: 'What it is.' }),
    message: t.string({
      description: 'The same in the caller’s language.',
      resolve: ({ code, sliceIndices, positionsMm }, _args, { language }) =>
        localize(`GEOMETRY_${code}`, language, {
          count: code === 'SLICE_MISSING' ? positionsMm.length : sliceIndices.length,
        }),
    }),
    sliceIndices: t.exposeIntList('sliceIndices', {
      description:
        'The slices concerned, as their places in `medicalImages`, from 0; neighbours of missing ones.',
    }),
    positionsMm: t.exposeFloatList('positionsMm', {
      description:
        'Along the normal: of the missing slices, where some are missing, else of those concerned.',
    }),
  }),
});

const Phase = builder.objectRef<SeriesPhase>('SeriesPhase').implement({
  description: 'The place of a series in a dynamic study.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'In order of time; 0 is the first, before contrast.' }),
    timeOffsetSeconds: t.exposeFloat('offsetSeconds', {
      nullable: true,
      description: 'From the first phase; null where the headers name no times.',
    }),
  }),
});

const select = { id: true, studyId: true } as const;

builder.prismaObjectFields(SeriesNode, (t) => ({
  sliceCount: t.int({
    description: 'How many slices are stored; a multi-frame image counts as one.',
    select,
    resolve: async (series, _args, context) => (await seriesGeometry(context, series)).sliceCount,
  }),
  orientation: t.field({
    type: SliceOrientation,
    nullable: true,
    description: 'How most slices lie; null where the headers do not say.',
    select,
    resolve: async (series, _args, context) => (await seriesGeometry(context, series)).geometry.orientation,
  }),
  sliceSpacingMm: t.float({
    nullable: true,
    description: 'Usual distance of neighbouring slices, from their positions.',
    select,
    resolve: async (series, _args, context) =>
      (await seriesGeometry(context, series)).geometry.sliceSpacingMm,
  }),
  pixelSpacingMm: t.field({
    type: PixelSpacing,
    nullable: true,
    description: 'Pixel spacing of most slices.',
    select,
    resolve: async (series, _args, context) => (await seriesGeometry(context, series)).geometry.pixelSpacing,
  }),
  geometryFindings: t.field({
    type: [Finding],
    description: 'Missing, doubled and mixed slices; empty for a whole volume.',
    select,
    resolve: async (series, _args, context) => (await seriesGeometry(context, series)).geometry.findings,
  }),
  phase: t.field({
    type: Phase,
    nullable: true,
    description: 'Its phase, where the study is dynamic and the series holds one phase.',
    select,
    resolve: async (series, _args, context) => (await seriesGeometry(context, series)).phase,
  }),
}));
