import type { AnalysisState } from '@eventeye/react';
import type { ReasonCode } from '../reasons/reasons.js';

/** An analysis that was asked for or has ended. */
export interface AnalysisDetail {
  analysisId: string;
  medicalImageId: string;
  status: AnalysisState['status'];
}

/** What the elements tell a page, by name of the event, for `addEventListener`. Details hold ids and codes, no patient data. */
export interface EventEyeEvents {
  eventeyeready: CustomEvent<Record<string, never>>;
  eventeyeerror: CustomEvent<{ code: ReasonCode }>;
  analysisrequested: CustomEvent<AnalysisDetail>;
  analysiscompleted: CustomEvent<AnalysisDetail>;
  uploadcompleted: CustomEvent<{ medicalImageId: string }>;
  /** From 0. */
  slicechanged: CustomEvent<{ sliceIndex: number }>;
}

/** The name of an event that an element sends. */
export type EventName = keyof EventEyeEvents;
