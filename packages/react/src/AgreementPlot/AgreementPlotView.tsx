import { useId } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { AgreementTable } from './AgreementTable.js';
import { type AgreementMeasure, agreementRows, type ModelAgreement } from './agreementRows.js';
import { messages } from './messages.js';

/** Properties of {@link AgreementPlotView}. */
export interface AgreementPlotViewProps {
  state: 'loading' | 'ready' | 'failed';
  /** Newest model first. */
  agreements: readonly ModelAgreement[];
  measure: AgreementMeasure;
  onMeasure(measure: AgreementMeasure): void;
  blindedOnly: boolean;
  onBlindedOnly(blindedOnly: boolean): void;
  error?: { code: string; message: string } | undefined;
  onRetry?: (() => void) | undefined;
}

const measures = ['agreement', 'kappa'] as const;

/** How model and readers agree, by version and site: figures in a table, drawn on one axis. */
export function AgreementPlotView(props: AgreementPlotViewProps) {
  const { state, agreements, measure, onMeasure, blindedOnly, onBlindedOnly, error, onRetry } = props;
  const text = useMessages(messages);
  const heading = useId();
  const rows = agreementRows(agreements);
  const isEmpty = state === 'ready' && rows.length === 0;
  return (
    <section
      className="ee-agreement"
      part="agreement"
      data-state={isEmpty ? 'empty' : state}
      aria-labelledby={heading}
      aria-busy={state === 'loading'}
    >
      <header className="ee-agreement-head">
        <h3 id={heading}>{text.title}</h3>
        <p>{text.note}</p>
      </header>
      <div className="ee-agreement-choices">
        <fieldset className="ee-agreement-measures">
          <legend className="ee-hidden">{text.measure}</legend>
          {measures.map((one) => (
            <Button key={one} aria-pressed={one === measure} onClick={() => onMeasure(one)}>
              {text[one]}
            </Button>
          ))}
        </fieldset>
        <label className="ee-heatmap-check">
          <input
            type="checkbox"
            checked={blindedOnly}
            onChange={(event) => onBlindedOnly(event.target.checked)}
          />
          <span>
            {text.blinded} <small>{text.blindedNote}</small>
          </span>
        </label>
      </div>
      {error && <FailureNotice error={error} onRetry={onRetry} />}
      {state === 'loading' && <p role="status">{text.loading}</p>}
      {isEmpty && <p role="status">{text.empty}</p>}
      {rows.length > 0 && <AgreementTable rows={rows} measure={measure} />}
    </section>
  );
}
