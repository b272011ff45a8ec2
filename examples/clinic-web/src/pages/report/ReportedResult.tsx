import type { AIAnalysisResult } from '@eventeye/client';
import { OutcomeBadge, useFormats, useMessages } from '@eventeye/react';
import { messages } from './messages.js';

/** What the model said, for paper: words and figures, nothing to click. */
export function ReportedResult({ result }: { result: AIAnalysisResult }) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const { outcome, biRads } = result;
  return (
    <section className="cw-report-result">
      <h3>{text.result}</h3>
      <p className="cw-report-outcome">
        <OutcomeBadge outcome={outcome} size="large" />
        {outcome !== 'OUT_OF_SCOPE' && (
          <span>
            {text.probability}: <strong>{percent(result.malignancyProbability)}</strong>
          </span>
        )}
      </p>
      <p>
        {text.biRads}: <strong>{biRads.categories.join(', ')}</strong>. {biRads.rationale} {text.biRadsReader}
      </p>
      <h4>{text.findings}</h4>
      <ul>
        {result.findings.map(({ code, text: sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ul>
      <h4>{text.recommendations}</h4>
      <ul>
        {result.recommendations.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
