import { AIAnalysisResultType } from '../analysis/resultSchema.js';
import { builder } from '../schema/builder.js';
import { fileAddress } from '../schema/fileAddress.js';

/** What tells whether an image is one that a DICOM object can refer to. */
const image = {
  analysis: {
    select: {
      medicalImage: { select: { kind: true, seriesId: true, sopClassUid: true, sopInstanceUid: true } },
    },
  },
} as const;

interface ResultOfImage {
  analysis: {
    medicalImage: {
      kind: string;
      seriesId: string | null;
      sopClassUid: string | null;
      sopInstanceUid: string | null;
    };
  };
}

builder.prismaObjectField(AIAnalysisResultType, 'structuredReportUrl', (t) =>
  t.string({
    nullable: true,
    description:
      'Expiring address of the result as a DICOM Comprehensive 3D SR (TID 1500) in the study of the image, unverified and preliminary. Always the same instance. Null where the image is no DICOM instance.',
    select: image,
    resolve: (result, _args, context) =>
      isReportable(result) ? fileAddress(context, `analyses/${result.analysisId}/report.dcm`) : null,
  }),
);

builder.prismaObjectField(AIAnalysisResultType, 'secondaryCaptureUrl', (t) =>
  t.string({
    nullable: true,
    description:
      'Expiring address of the image with attention over it as a DICOM Secondary Capture in the study of the image, with a strip below that says what it is. Always the same instance. Attention, not localisation. Null where the image is no DICOM instance.',
    select: image,
    resolve: (result, _args, context) =>
      isReportable(result) ? fileAddress(context, `analyses/${result.analysisId}/attention.dcm`) : null,
  }),
);

function isReportable({ analysis: { medicalImage } }: ResultOfImage): boolean {
  const { kind, seriesId, sopClassUid, sopInstanceUid } = medicalImage;
  return kind === 'dicom' && seriesId !== null && sopClassUid !== null && sopInstanceUid !== null;
}
