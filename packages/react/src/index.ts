// What every host of the components needs of the client, so that one import is enough.
export {
  createEventEyeClient,
  type ErrorCode,
  type EventEyeClient,
  EventEyeError,
  isFinal,
} from '@eventeye/client';
export { EventEyeProvider, usePatient, usePatientImages } from '@eventeye/client/react';
export { AgreementPlot, type AgreementPlotProps } from './AgreementPlot/AgreementPlot.js';
export { AgreementPlotView, type AgreementPlotViewProps } from './AgreementPlot/AgreementPlotView.js';
export type { AgreementMeasure, ModelAgreement } from './AgreementPlot/agreementRows.js';
export {
  AnalysisComparison,
  type AnalysisComparisonProps,
  type ConcludedAnalysis,
} from './AnalysisHistory/AnalysisComparison.js';
export { AnalysisHistory, type AnalysisHistoryProps } from './AnalysisHistory/AnalysisHistory.js';
export { AnalysisHistoryView, type AnalysisHistoryViewProps } from './AnalysisHistory/AnalysisHistoryView.js';
export { AnalysisProgress, type AnalysisProgressProps } from './AnalysisProgress/AnalysisProgress.js';
export { AnalysisResult, type AnalysisResultProps } from './AnalysisResult/AnalysisResult.js';
export {
  DemonstrationBanner,
  type DemonstrationBannerProps,
} from './DemonstrationBanner/DemonstrationBanner.js';
export { FailureNotice, type FailureNoticeProps } from './FailureNotice/FailureNotice.js';
export { type FailureKind, failureKind } from './FailureNotice/failureKind.js';
export { HeatmapOverlay, type HeatmapOverlayProps } from './HeatmapOverlay/HeatmapOverlay.js';
export { defineMessages, type MessageSet, type Messages } from './i18n/defineMessages.js';
export { type Formats, formatsOf, useFormats } from './i18n/formats.js';
export { LocaleProvider, useLocale, useMessages } from './i18n/LocaleContext.js';
export { type Locale, locales, matchLocale } from './i18n/locale.js';
export { LiveAnalysis, type LiveAnalysisProps } from './LiveAnalysis/LiveAnalysis.js';
export { LiveAnalysisView, type LiveAnalysisViewProps } from './LiveAnalysis/LiveAnalysisView.js';
export { MalignancyProfile, type MalignancyProfileProps } from './MalignancyProfile/MalignancyProfile.js';
export type { ProfileThresholds } from './MalignancyProfile/ProfilePlot.js';
export type { MedicalImageCardState } from './MedicalImageCard/cardState.js';
export {
  type AnalysisState,
  MedicalImageCard,
  type MedicalImageCardProps,
} from './MedicalImageCard/MedicalImageCard.js';
export {
  type MedicalImageCardParts,
  type MedicalImageCardSlots,
  MedicalImageCardView,
  type MedicalImageCardViewProps,
} from './MedicalImageCard/MedicalImageCardView.js';
export { OutcomeBadge, type OutcomeBadgeProps } from './OutcomeBadge/OutcomeBadge.js';
export { NewPatientForm, type NewPatientFormProps } from './PatientPicker/NewPatientForm.js';
export { PatientPicker, type PatientPickerProps } from './PatientPicker/PatientPicker.js';
export { PatientPickerView, type PatientPickerViewProps } from './PatientPicker/PatientPickerView.js';
export {
  type DecisionThresholds,
  ProbabilityScale,
  type ProbabilityScaleProps,
} from './ProbabilityScale/ProbabilityScale.js';
export { Button, type ButtonProps } from './primitives/Button.js';
export { Dialog, type DialogProps } from './primitives/Dialog.js';
export { RangeField, type RangeFieldProps } from './primitives/RangeField.js';
export { TextField, type TextFieldProps } from './primitives/TextField.js';
export { ReadingForm, type ReadingFormProps } from './ReadingForm/ReadingForm.js';
export {
  type ReadingDraft,
  ReadingFormView,
  type ReadingFormViewProps,
} from './ReadingForm/ReadingFormView.js';
export { ReadingList } from './ReadingForm/ReadingList.js';
export { SeriesViewer, type SeriesViewerProps } from './SeriesViewer/SeriesViewer.js';
export {
  defaultMemoryLimitBytes,
  SeriesViewerView,
  type SeriesViewerViewProps,
} from './SeriesViewer/SeriesViewerView.js';
export { fetchPicture, type ReadPicture } from './SeriesViewer/slices/fetchPicture.js';
export type { LayoutName } from './SeriesViewer/state/layouts.js';
export type { ProjectionUrl } from './SeriesViewer/state/useProjectionUrl.js';
export type {
  PatientVector,
  SlicePlane,
  ViewerAnalysis,
  ViewerCaption,
  ViewerPlane,
  ViewerSlice,
  ViewerStack,
} from './SeriesViewer/viewerTypes.js';
export { SignIn, type SignInProps } from './SignIn/SignIn.js';
export { type SignInChoice, SignInView, type SignInViewProps } from './SignIn/SignInView.js';
export type { Appearance, AppearanceVariable, ColorScheme } from './theme/appearance.js';
export { EventEyeTheme, type EventEyeThemeProps } from './theme/EventEyeTheme.js';
export { UploadDropzone, type UploadDropzoneProps } from './UploadDropzone/UploadDropzone.js';
export { UploadDropzoneView, type UploadDropzoneViewProps } from './UploadDropzone/UploadDropzoneView.js';
