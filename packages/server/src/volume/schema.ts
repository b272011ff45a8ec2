import { EventEyeError } from '@eventeye/core';
import type { ProjectionPlane } from '@eventeye/inference';
import { builder } from '../schema/builder.js';
import { fileAddress } from '../schema/fileAddress.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { SeriesNode } from '../study/seriesSchema.js';
import { checkBase } from './volumeSeries.js';

const ProjectionPlaneEnum = builder.enumType('ProjectionPlane', {
  description: 'A plane of the patient, shown by the radiological convention.',
  values: {
    AXIAL: { description: 'Across the body, seen from the feet.' },
    SAGITTAL: { description: 'From the side, the front on the left.' },
    CORONAL: { description: 'From the front, the patient’s right on the left.' },
  } as const satisfies Record<ProjectionPlane, { description: string }>,
});

const windowCenter = 'Window Center in modality units; goes with the width.';
const windowWidth = 'Window Width in modality units, above 0; goes with the centre.';

builder.prismaObjectField(SeriesNode, 'subtractionPngUrl', (t) =>
  t.string({
    description:
      'Expiring address of one slice minus the slice of another series of the study at the same place, as an 8-bit PNG. Loss of signal is black; without a window, white is the 99.5th percentile of this slice. The address answers COMPANION_IMAGE_MISSING or COMPANION_IMAGE_MISMATCH where the two do not match in position, orientation, spacing, size and frame of reference. Patients’ movement is not corrected.',
    args: {
      baseSeriesId: t.arg.id({
        required: true,
        description: 'What to subtract: the series before contrast.',
      }),
      sliceIndex: t.arg.int({ required: true, description: 'Slice of this series in slice order, from 0.' }),
      windowCenter: t.arg.float({ description: windowCenter }),
      windowWidth: t.arg.float({ description: windowWidth }),
    },
    resolve: async (series, args, context) => {
      const base = requireRowId('Series', args.baseSeriesId, 'series');
      await checkBase(context.services.prisma, requireCaller(context), series.id, base);
      if (args.sliceIndex < 0)
        throw new EventEyeError('VALIDATION_FAILED', 'Slices are counted from 0.', { path: ['sliceIndex'] });
      const query = { base, slice: args.sliceIndex, ...windowOf(args) };
      return fileAddress(context, `series/${series.id}/subtraction`, query);
    },
  }),
);

builder.prismaObjectField(SeriesNode, 'mipPngUrl', (t) =>
  t.string({
    description:
      'Expiring address of the maximum intensity projection of the series, or of its subtraction, as an 8-bit PNG of square pixels. The address answers VOLUME_GEOMETRY_INVALID for a series that is no volume: slices missing, several at one place, or of different geometry.',
    args: {
      plane: t.arg({ type: ProjectionPlaneEnum, required: true, description: 'How to look at it.' }),
      baseSeriesId: t.arg.id({ description: 'Series to subtract, slice by slice; none when left out.' }),
      windowCenter: t.arg.float({ description: windowCenter }),
      windowWidth: t.arg.float({ description: windowWidth }),
    },
    resolve: async (series, args, context) => {
      const base = args.baseSeriesId == null ? null : requireRowId('Series', args.baseSeriesId, 'series');
      if (base !== null) await checkBase(context.services.prisma, requireCaller(context), series.id, base);
      const query = { base, plane: args.plane, ...windowOf(args) };
      return fileAddress(context, `series/${series.id}/projection`, query);
    },
  }),
);

interface WindowArguments {
  windowCenter?: number | null | undefined;
  windowWidth?: number | null | undefined;
}

function windowOf({ windowCenter: center, windowWidth: width }: WindowArguments): WindowArguments {
  if ((center == null) === (width == null) && (width == null || width > 0))
    return { windowCenter: center, windowWidth: width };
  throw new EventEyeError('VALIDATION_FAILED', 'Give windowCenter and windowWidth (above 0) together.', {
    path: ['windowCenter', 'windowWidth'],
  });
}
