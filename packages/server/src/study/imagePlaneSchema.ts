import type { ImagePlane } from '@eventeye/core';
import { planeOfGeometry } from '@eventeye/dicom';
import { MedicalImageNode } from '../image/schema.js';
import { readSliceColumns, sliceColumnNames } from '../image/sliceColumns.js';
import { builder } from '../schema/builder.js';

const ImagePlaneType = builder.objectRef<ImagePlane>('ImagePlane').implement({
  description:
    'Where a slice lies in the patient: the Image Plane module (DICOM PS3.3 C.7.6.2), in patient coordinates: x towards the patient’s left, y to the back, z to the head.',
  fields: (t) => ({
    positionMm: t.floatList({
      description: 'Centre of the first pixel: x, y, z.',
      resolve: ({ position }) => [...position],
    }),
    rowDirection: t.floatList({
      description: 'Direction in which the columns are counted, a unit vector: x, y, z.',
      resolve: ({ rowDirection }) => [...rowDirection],
    }),
    columnDirection: t.floatList({
      description: 'Direction in which the rows are counted, a unit vector: x, y, z.',
      resolve: ({ columnDirection }) => [...columnDirection],
    }),
  }),
});

const columns = Object.fromEntries(sliceColumnNames.map((name) => [name, true])) as Record<
  (typeof sliceColumnNames)[number],
  true
>;

// Of what was stored at upload: a viewer asks for hundreds of slices at once, whose files are not to be read for it.
builder.prismaObjectField(MedicalImageNode, 'plane', (t) =>
  t.field({
    type: ImagePlaneType,
    nullable: true,
    select: { ...columns, width: true, height: true },
    description:
      'Where it lies in the patient, which orientation letters are told by; null for plain pictures, multi-frame images and where the header does not say.',
    resolve: (image) => planeOfGeometry(readSliceColumns(image)) ?? null,
  }),
);
