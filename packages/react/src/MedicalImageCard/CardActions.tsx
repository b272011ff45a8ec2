import { History, RotateCw, Scan, Square, ZoomIn } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import type { MedicalImageCardState } from './cardState.js';
import { messages } from './messages.js';

/** What can be done with an image; an action without a callback is not offered. */
export interface CardActionsProps {
  state: MedicalImageCardState;
  onAnalyze?: (() => void) | undefined;
  onCancel?: (() => void) | undefined;
  /** Opens the image in a viewer. */
  onOpen?: (() => void) | undefined;
  onHistory?: (() => void) | undefined;
  /** Analyses the history holds. */
  analysisCount?: number | undefined;
}

const withoutActions = new Set<MedicalImageCardState>(['empty', 'loading', 'unauthorised']);

/** The buttons of a card. */
export function CardActions({
  state,
  onAnalyze,
  onCancel,
  onOpen,
  onHistory,
  analysisCount,
}: CardActionsProps) {
  const text = useMessages(messages);
  if (withoutActions.has(state)) return null;
  const isUnderWay = state === 'queued' || state === 'running';
  const isFirst = state === 'not-analysed';
  return (
    <div className="ee-card-actions" part="actions">
      {isUnderWay && onCancel && (
        <Button icon={<Square />} onClick={onCancel}>
          {text.cancel}
        </Button>
      )}
      {!isUnderWay && onAnalyze && (
        <Button
          kind={isFirst ? 'primary' : 'secondary'}
          icon={isFirst ? <Scan /> : <RotateCw />}
          disabled={state === 'offline'}
          onClick={onAnalyze}
        >
          {isFirst ? text.analyse : text.analyseAgain}
        </Button>
      )}
      {onOpen && (
        <Button icon={<ZoomIn />} onClick={onOpen}>
          {text.open}
        </Button>
      )}
      {onHistory && (
        <Button kind="plain" icon={<History />} onClick={onHistory}>
          {analysisCount === undefined ? text.history : text.historyOf(analysisCount)}
        </Button>
      )}
    </div>
  );
}
