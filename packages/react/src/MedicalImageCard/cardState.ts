import type { Analysis } from '@eventeye/client';
import { type FailureKind, failureKind } from '../FailureNotice/failureKind.js';

/** What a card shows, as its `data-state`. */
export type MedicalImageCardState =
  | 'empty'
  | 'loading'
  | 'not-analysed'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'withheld'
  | 'canceled'
  | FailureKind;

/** What is known of an image, and of what was last asked for. */
export interface CardSource {
  /** The first answer is on its way. */
  isLoading?: boolean | undefined;
  /** A request for an analysis is on its way. */
  isRequesting?: boolean | undefined;
  hasImage: boolean;
  analysis?: Pick<Analysis, 'status' | 'result'> | null | undefined;
  /** Why something could not be fetched or asked for. */
  error?: { code: string } | null | undefined;
}

/** The one state of a card. A failure hides no picture that is there already, yet it is what a person has to know first. */
export function cardStateOf(source: CardSource): MedicalImageCardState {
  const { isLoading, isRequesting, hasImage, analysis, error } = source;
  if (error) return failureKind(error.code);
  if (isLoading) return 'loading';
  if (!hasImage) return 'empty';
  if (isRequesting) return 'queued';
  switch (analysis?.status) {
    case undefined:
      return 'not-analysed';
    case 'QUEUED':
      return 'queued';
    case 'RUNNING':
      return 'running';
    case 'CANCELED':
      return 'canceled';
    case 'FAILED':
      return 'failed';
    case 'SUCCEEDED':
      // Silent mode keeps the result back: the analysis is done, and says nothing yet.
      return analysis?.result ? 'succeeded' : 'withheld';
  }
}
