import { EventEyeAnalysis } from './elements/EventEyeAnalysis.js';
import { EventEyePatientCard } from './elements/EventEyePatientCard.js';
import { EventEyeSeriesViewer } from './elements/EventEyeSeriesViewer.js';
import { EventEyeUpload } from './elements/EventEyeUpload.js';

export type { Appearance, AppearanceVariable, ColorScheme, ErrorCode, Locale } from '@eventeye/react';
export { EventEyeAnalysis } from './elements/EventEyeAnalysis.js';
export { EventEyeElement } from './elements/EventEyeElement.js';
export { EventEyePatientCard } from './elements/EventEyePatientCard.js';
export { EventEyeSeriesViewer } from './elements/EventEyeSeriesViewer.js';
export { EventEyeUpload } from './elements/EventEyeUpload.js';
export type { AnalysisDetail, EventEyeEvents, EventName } from './elements/elementEvents.js';
export type { Reason, ReasonCode } from './reasons/reasons.js';
export {
  configure,
  type EmbedCredential,
  type EmbedSettings,
  type GetToken,
  type TokenRequest,
} from './settings/settings.js';
export { version } from './version.js';

/** The elements by their names, for `document.querySelector`. */
export interface EventEyeElements {
  'eventeye-analysis': EventEyeAnalysis;
  'eventeye-patient-card': EventEyePatientCard;
  'eventeye-series-viewer': EventEyeSeriesViewer;
  'eventeye-upload': EventEyeUpload;
}

const elements: { [N in keyof EventEyeElements]: new () => EventEyeElements[N] } = {
  'eventeye-analysis': EventEyeAnalysis,
  'eventeye-patient-card': EventEyePatientCard,
  'eventeye-series-viewer': EventEyeSeriesViewer,
  'eventeye-upload': EventEyeUpload,
};

// A page that loads two versions keeps the first: an element can be defined once.
for (const [name, element] of Object.entries(elements)) {
  if (!globalThis.customElements?.get(name)) globalThis.customElements?.define(name, element);
}
