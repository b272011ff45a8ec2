import type { Dataset } from '../dataset/dataset.js';
import type { InstanceElements } from '../write/encodeDataset.js';
import { writeInstance } from '../write/writeInstance.js';
import { concepts, privateScheme } from './concepts.js';
import { container, textItem } from './contentItems.js';
import { equipment } from './equipment.js';
import { imageLibrary } from './imageLibrary.js';
import { measurementGroups } from './measurementGroups.js';
import { patientAndStudy } from './patientAndStudy.js';
import { reportContext } from './reportContext.js';
import type { ReportedAnalysis } from './reportedAnalysis.js';
import { reportUids } from './reportUids.js';
import { imageReference, type SourceImage, sourceImage } from './sourceImage.js';
import { seriesDescription, statementsOf } from './statements.js';
import { writtenAt } from './writtenAt.js';

const comprehensive3dSr = '1.2.840.10008.5.1.4.1.1.88.34';

/**
 * Writes an analysis as a Comprehensive 3D SR (PS3.3 A.35.13) after TID 1500, in a new series of the image's own study. The
 * same analysis gives the same bytes. It is unverified and preliminary: no person has looked at it.
 *
 * @param source the image that was analysed.
 * @param uidKey at least 16 bytes, of the installation: UIDs are made with it.
 * @throws EventEyeError DICOM_INVALID when the image lacks the UIDs that a report refers to.
 */
export function writeAnalysisReport(
  source: Dataset,
  analysis: ReportedAnalysis,
  uidKey: Uint8Array,
): Uint8Array {
  const image = sourceImage(source);
  const uidOf = reportUids(uidKey, analysis.id);
  const { date, time, dateTime } = writtenAt(analysis.finishedAt, source);
  const { RelationshipType: _, ...root } = container(
    concepts.imagingMeasurementReport,
    [
      ...reportContext(source, analysis),
      ...statementsOf(analysis.model).map((text) => textItem('CONTAINS', concepts.comment, text)),
      imageLibrary(source, image),
      container(concepts.imagingMeasurements, measurementGroups(source, image, analysis, uidOf)),
    ],
    '1500',
  );
  return writeInstance({
    elements: {
      ...patientAndStudy(source),
      ...equipment(analysis.model),
      ...root,
      SOPClassUID: comprehensive3dSr,
      SOPInstanceUID: uidOf('report'),
      InstanceCreationDate: date,
      InstanceCreationTime: time,
      Modality: 'SR',
      SeriesInstanceUID: uidOf('report-series'),
      SeriesNumber: 9802,
      SeriesDate: date,
      SeriesTime: time,
      SeriesDescription: seriesDescription('analysis report', analysis.model),
      ReferencedPerformedProcedureStepSequence: [],
      InstanceNumber: 1,
      ContentDate: date,
      ContentTime: time,
      ObservationDateTime: dateTime,
      CompletionFlag: 'COMPLETE',
      VerificationFlag: 'UNVERIFIED',
      PreliminaryFlag: 'PRELIMINARY',
      PerformedProcedureCodeSequence: [],
      CurrentRequestedProcedureEvidenceSequence: [evidence(image)],
      CodingSchemeIdentificationSequence: [
        {
          CodingSchemeDesignator: privateScheme,
          CodingSchemeName: 'EventEye concepts of image analysis',
          CodingSchemeResponsibleOrganization: 'EventEye',
        },
      ],
    },
  });
}

/** Hierarchical SOP Instance Reference Macro (PS3.3 C.17.2.1): every image that the report refers to. */
function evidence(image: SourceImage): InstanceElements {
  return {
    StudyInstanceUID: image.studyInstanceUid,
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: image.seriesInstanceUid, ReferencedSOPSequence: [imageReference(image)] },
    ],
  };
}
