import type { AIAnalysisResult } from '@eventeye/client';
import { CircleAlert, EyeOff, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { DemonstrationBanner } from '../DemonstrationBanner/DemonstrationBanner.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages as labels } from '../OutcomeBadge/messages.js';
import { OutcomeBadge } from '../OutcomeBadge/OutcomeBadge.js';
import { ProbabilityScale } from '../ProbabilityScale/ProbabilityScale.js';
import { messages } from './messages.js';

/** Properties of {@link AnalysisResult}. */
export interface AnalysisResultProps {
  /** Null while it is withheld by silent mode. */
  result: AIAnalysisResult | null;
  /** When the analysis ended, ISO 8601. */
  finishedAt?: string | null | undefined;
  /** Shown at the end, such as links to reports. */
  children?: ReactNode;
}

const severityIcons = { INFO: Info, NOTICE: CircleAlert, WARNING: TriangleAlert } as const;

/** What an analysis found, with all that a reader needs to judge it: probabilities, abstention, reasons, model. */
export function AnalysisResult({ result, finishedAt, children }: AnalysisResultProps) {
  const text = useMessages(messages);
  const { percent, dateTime } = useFormats();
  const labelTexts = useMessages(labels);
  if (!result) return <Withheld />;
  const { outcome, model, biRads } = result;
  const nameOf = (label: string) =>
    label in labelTexts ? labelTexts[label as keyof typeof labelTexts] : label;
  const modelName = `${model.name} ${model.version}`;
  return (
    <article className="ee-result" part="result" data-outcome={outcome}>
      {model.isDemonstration && <DemonstrationBanner model={modelName} />}
      <header className="ee-result-head">
        <OutcomeBadge outcome={outcome} size="large" />
        <p>{text[outcome]}</p>
      </header>
      {outcome !== 'OUT_OF_SCOPE' && (
        <section className="ee-result-section" aria-label={text.probabilities}>
          <ProbabilityScale
            malignancyProbability={result.malignancyProbability}
            thresholds={model.thresholds}
          />
          <p className="ee-result-confidence">
            {text.confidence(nameOf(result.predictedLabel), percent(result.confidence))}
          </p>
          {result.probabilities.length > 2 && (
            <dl className="ee-result-labels">
              {result.probabilities.map(({ label, probability }) => (
                <div key={label}>
                  <dt>{nameOf(label)}</dt>
                  <dd>{percent(probability)}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      )}
      {result.findings.length > 0 && (
        <section className="ee-result-section">
          <h4>{text.findings}</h4>
          <ul className="ee-result-findings">
            {result.findings.map(({ code, text: sentence, severity }) => {
              const Icon = severityIcons[severity];
              return (
                <li key={code} data-severity={severity}>
                  <Icon role="img" aria-label={text[severity]} />
                  <span>{sentence}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {result.recommendations.length > 0 && (
        <section className="ee-result-section">
          <h4>{text.recommendations}</h4>
          <ul className="ee-result-recommendations">
            {result.recommendations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="ee-result-section">
        <h4>{text.biRads}</h4>
        <p>
          <strong className="ee-result-categories">{biRads.categories.join(' · ')}</strong> {biRads.rationale}{' '}
          {text.biRadsReader}
        </p>
      </section>
      <footer className="ee-result-foot">
        <span>
          {text.model}: {modelName} ({model.precision})
        </span>
        {finishedAt && (
          <span>
            {text.analysed}: <time dateTime={finishedAt}>{dateTime(finishedAt)}</time>
          </span>
        )}
        {children}
      </footer>
    </article>
  );
}

function Withheld() {
  const text = useMessages(messages);
  return (
    <article className="ee-result" part="result" data-outcome="WITHHELD">
      <header className="ee-result-head">
        <span className="ee-outcome" data-outcome="OUT_OF_SCOPE" data-size="large">
          <EyeOff aria-hidden="true" />
          {text.withheld}
        </span>
        <p>{text.withheldText}</p>
      </header>
    </article>
  );
}
