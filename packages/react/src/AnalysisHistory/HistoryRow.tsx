import type { Analysis } from '@eventeye/client';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { OutcomeBadge } from '../OutcomeBadge/OutcomeBadge.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

/** Properties of {@link HistoryRow}. */
export interface HistoryRowProps {
  analysis: Analysis;
  isChosen: boolean;
  /** False while two others are chosen. */
  isChoosable: boolean;
  onChoose: (() => void) | undefined;
  onOpen: (() => void) | undefined;
}

/** One analysis in a line: when, what, by which model. */
export function HistoryRow({ analysis, isChosen, isChoosable, onChoose, onOpen }: HistoryRowProps) {
  const text = useMessages(messages);
  const { dateTime, percent } = useFormats();
  const { status, result, createdAt, requestedBy } = analysis;
  const when = dateTime(createdAt);
  const isScored = result && result.outcome !== 'OUT_OF_SCOPE';
  return (
    <li className="ee-history-row" part="analysis" data-state={status.toLowerCase()} data-chosen={isChosen}>
      {onChoose && (
        <input
          type="checkbox"
          aria-label={text.compare(when)}
          checked={isChosen}
          disabled={!result || (!isChosen && !isChoosable)}
          onChange={onChoose}
        />
      )}
      <div className="ee-history-what">
        {result ? (
          <OutcomeBadge outcome={result.outcome} />
        ) : (
          <span className="ee-history-status">{status === 'SUCCEEDED' ? text.withheld : text[status]}</span>
        )}
        {isScored && <strong>{percent(result.malignancyProbability)}</strong>}
      </div>
      <div className="ee-history-when">
        <time dateTime={createdAt}>{when}</time>
        <small>
          {result && `${result.model.name} ${result.model.version}`}
          {result && requestedBy && ' · '}
          {requestedBy && text.by(requestedBy.name)}
        </small>
      </div>
      {onOpen && (
        <Button kind="plain" aria-label={text.openOf(when)} onClick={onOpen}>
          {text.open}
        </Button>
      )}
    </li>
  );
}
