import type { CandidateLocation, LesionCandidate, PatientVector } from '@eventeye/core';
import { builder } from '../schema/builder.js';

/** A candidate's place and size in the patient. */
export type LesionLocation = CandidateLocation & Pick<LesionCandidate, 'extentAlongNormalMm'>;

const BreastSideEnum = builder.enumType('BreastSide', {
  description: 'Of the patient.',
  values: { LEFT: { description: 'The left breast.' }, RIGHT: { description: 'The right breast.' } },
});

const PatientPointType = builder.objectRef<PatientVector>('PatientPoint').implement({
  description: 'In patient coordinates (DICOM PS3.3 C.7.6.2.1.1), mm.',
  fields: (t) => ({
    x: t.float({ description: 'Towards the patient’s left.', resolve: ([x]) => x }),
    y: t.float({ description: 'Towards the back.', resolve: ([, y]) => y }),
    z: t.float({ description: 'Towards the head.', resolve: ([, , z]) => z }),
  }),
});

const ExtentType = builder.objectRef<LesionLocation>('AttentionExtent').implement({
  description: 'Size in mm of the attention, which lies in coarse cells; no size of a lesion.',
  fields: (t) => ({
    alongRows: t.exposeFloat('extentAlongRowsMm', { description: 'Across the columns of the image.' }),
    alongColumns: t.exposeFloat('extentAlongColumnsMm', { description: 'Across the rows of the image.' }),
    alongNormal: t.exposeFloat('extentAlongNormalMm', {
      nullable: true,
      description: 'Across the slices, each taken for one slice spacing thick; null for a single position.',
    }),
  }),
});

/** Where a candidate lies in the patient. */
export const LesionLocationType = builder.objectRef<LesionLocation>('LesionLocation').implement({
  description: 'Where a candidate’s attention lies in the patient.',
  fields: (t) => ({
    side: t.expose('side', {
      type: BreastSideEnum,
      nullable: true,
      description:
        'By the laterality attribute, else by patient coordinates; null within 10 mm of their mid-plane.',
    }),
    centreMm: t.field({
      type: PatientPointType,
      description: 'Middle of the attention.',
      resolve: ({ centreMm }) => centreMm,
    }),
    extentMm: t.field({
      type: ExtentType,
      description: 'Size of the attention.',
      resolve: (location) => location,
    }),
  }),
});
