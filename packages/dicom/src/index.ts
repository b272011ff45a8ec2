export { decodeText } from './dataset/characterSet.js';
export { Dataset, type Tag } from './dataset/dataset.js';
export { describeInstance, type InstanceDescription } from './dataset/describeInstance.js';
export { type DictionaryKeyword, dictionary } from './dataset/dictionary.js';
export { decimalString, type ElementValue } from './dataset/elementValue.js';
export { isDicomdir } from './dataset/isDicomdir.js';
export { type DicomLimits, defaultDicomLimits } from './dataset/limits.js';
export { type PersonName, personName } from './dataset/personName.js';
export { readDataset } from './dataset/readDataset.js';
export { findTransferSyntax, type PixelEncoding, type TransferSyntax } from './dataset/transferSyntax.js';
export type { BurnedInAnnotation } from './deidentify/burnedInAnnotation.js';
export { type Deidentified, deidentify } from './deidentify/deidentify.js';
export { type DeidentificationProfile, defaultDeidentificationProfile } from './deidentify/profile.js';
export type { ActionTaken, AttributeAction, DeidentificationReport } from './deidentify/report.js';
export { applyVoiTable } from './display/applyVoiTable.js';
export { frameColours, isColour } from './display/frameColours.js';
export type { LookupTable } from './display/lookupTable.js';
export { luma } from './display/luma.js';
export { modalityValues } from './display/modalityValues.js';
export { type PixelPadding, pixelPadding } from './display/pixelPadding.js';
export {
  isInverse,
  type RenderedFrame,
  type RenderFrameOptions,
  renderFrame,
} from './display/renderFrame.js';
export { type StoredLevels, windowLevels } from './display/storedLevels.js';
export { storedLevelsOf } from './display/storedLevelsOf.js';
export {
  type ExplainedWindow,
  frameWindows,
  type VoiTable,
  voiTables,
} from './display/voiTransforms.js';
export { applyWindow, fileWindow, percentileWindow, type VoiWindow } from './display/window.js';
export { type FrameGeometry, frameGeometry } from './functionalGroups/frameGeometry.js';
export { type FrameTiming, frameTiming } from './functionalGroups/frameTiming.js';
export { describeSeriesGeometry, type SeriesGeometry } from './geometry/describeSeriesGeometry.js';
export type { GeometryFinding } from './geometry/geometryFinding.js';
export { groupPhases, type Phase } from './geometry/groupPhases.js';
export { imagePlane, planeOfGeometry } from './geometry/imagePlane.js';
export type { SliceOrientation } from './geometry/patientAxes.js';
export { isProne, type Sides, sideOfLastColumn, sidesOf } from './geometry/sides.js';
export { type SliceGeometry, type SliceTime, sliceGeometry } from './geometry/sliceGeometry.js';
export { slicePosition } from './geometry/slicePosition.js';
export { describePixels, type PixelDescription } from './pixels/pixelDescription.js';
export { type Frame, readFrame, type Samples } from './pixels/readFrame.js';
export type { RgbPicture } from './report/drawCaption.js';
export type { ReportedAnalysis, ReportedModel, ReportedRegion } from './report/reportedAnalysis.js';
export { writeAnalysisReport } from './report/writeAnalysisReport.js';
export { writeSecondaryCapture } from './report/writeSecondaryCapture.js';
export { type Instance, type InstanceElements, writeInstance } from './write/writeInstance.js';
