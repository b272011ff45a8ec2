import type { Analysis } from '@eventeye/client';
import { useId, useState } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { AnalysisComparison, type ConcludedAnalysis } from './AnalysisComparison.js';
import { HistoryRow } from './HistoryRow.js';
import { messages } from './messages.js';

/** Properties of {@link AnalysisHistoryView}. */
export interface AnalysisHistoryViewProps {
  state: 'loading' | 'ready' | 'failed';
  /** Newest first. */
  analyses: readonly Analysis[];
  error?: { code: string; message: string } | undefined;
  onRetry?: (() => void) | undefined;
  /** Offers the next page. */
  onMore?: (() => void) | undefined;
  /** Offers to show one analysis. */
  onOpen?: ((analysis: Analysis) => void) | undefined;
}

/** The analyses of an image, none of which is ever overwritten; two of them can be compared. */
export function AnalysisHistoryView(props: AnalysisHistoryViewProps) {
  const { state, analyses, error, onRetry, onMore, onOpen } = props;
  const text = useMessages(messages);
  const heading = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const concluded = analyses.filter((analysis): analysis is ConcludedAnalysis => analysis.result !== null);
  // In the order of the list, whichever was chosen first.
  const [later, earlier] = concluded.filter(({ id }) => chosen.includes(id));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <section
      className="ee-history"
      part="history"
      data-state={state === 'ready' && analyses.length === 0 ? 'empty' : state}
      aria-labelledby={heading}
      aria-busy={state === 'loading'}
    >
      <header className="ee-history-head">
        <h3 id={heading}>{text.title}</h3>
        {concluded.length > 1 && (
          <p role="status">{chosen.length === 0 ? text.hint : text.chosen(chosen.length)}</p>
        )}
      </header>
      {state === 'loading' && <p className="ee-history-note">{text.loading}</p>}
      {state === 'ready' && analyses.length === 0 && <p className="ee-history-note">{text.empty}</p>}
      {error && <FailureNotice error={error} onRetry={onRetry} />}
      {analyses.length > 0 && (
        <ul className="ee-history-list">
          {analyses.map((analysis) => (
            <HistoryRow
              key={analysis.id}
              analysis={analysis}
              isChosen={chosen.includes(analysis.id)}
              isChoosable={chosen.length < 2}
              onChoose={concluded.length > 1 ? () => toggle(analysis.id) : undefined}
              onOpen={onOpen && (() => onOpen(analysis))}
            />
          ))}
        </ul>
      )}
      {onMore && (
        <div>
          <Button onClick={onMore}>{text.more}</Button>
        </div>
      )}
      {earlier && later && (
        <>
          <AnalysisComparison earlier={earlier} later={later} />
          <div>
            <Button kind="plain" onClick={() => setChosen([])}>
              {text.clear}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
