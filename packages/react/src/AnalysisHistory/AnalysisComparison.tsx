import type { AIAnalysisResult, Analysis } from '@eventeye/client';
import { Equal, EqualNot } from 'lucide-react';
import { useId } from 'react';
import { DemonstrationBanner } from '../DemonstrationBanner/DemonstrationBanner.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { OutcomeBadge } from '../OutcomeBadge/OutcomeBadge.js';
import { type ComparedField, comparedFields, compareResults } from './compareResults.js';
import { messages } from './messages.js';

/** An analysis that has a result. */
export type ConcludedAnalysis = Analysis & { result: AIAnalysisResult };

/** Properties of {@link AnalysisComparison}. */
export interface AnalysisComparisonProps {
  earlier: ConcludedAnalysis;
  later: ConcludedAnalysis;
}

/** Two results side by side; what differs is marked by a word and a sign, and says first whether the model was another. */
export function AnalysisComparison({ earlier, later }: AnalysisComparisonProps) {
  const text = useMessages(messages);
  const { dateTime, number } = useFormats();
  const heading = useId();
  const { differs, kind, probabilityChangePoints } = compareResults(earlier.result, later.result);
  const cellOf = useCells();
  const change = `${probabilityChangePoints > 0 ? '+' : ''}${number(probabilityChangePoints)}`;
  const summary = {
    reproduced: text.reproduced,
    'same-model': text.sameModel,
    'other-model': text.otherModel(modelName(earlier.result), modelName(later.result)),
  }[kind];
  const isDemonstration = earlier.result.model.isDemonstration || later.result.model.isDemonstration;
  return (
    <section className="ee-comparison" part="comparison" data-state={kind} aria-labelledby={heading}>
      <h4 id={heading}>{text.comparison}</h4>
      {isDemonstration && <DemonstrationBanner />}
      <p role="status">{summary}</p>
      <div className="ee-comparison-scroll">
        <table>
          <thead>
            <tr>
              <td />
              {[earlier, later].map((analysis, index) => (
                <th key={analysis.id} scope="col">
                  {index === 0 ? text.earlier : text.later}
                  <time dateTime={analysis.createdAt}>{dateTime(analysis.createdAt)}</time>
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {comparedFields.map((field) => (
              <tr key={field} data-differs={differs[field] || undefined}>
                <th scope="row">{text[field]}</th>
                <td>{cellOf(field, earlier.result)}</td>
                <td>{cellOf(field, later.result)}</td>
                <td className="ee-comparison-mark">
                  {differs[field] ? <EqualNot aria-hidden="true" /> : <Equal aria-hidden="true" />}
                  <span>
                    {differs[field] ? text.differs : text.same}
                    {differs[field] && field === 'malignancyProbability' && ` ${text.points(change)}`}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function useCells() {
  const { percent } = useFormats();
  return (field: ComparedField, result: AIAnalysisResult) => {
    const { receipt } = result;
    switch (field) {
      case 'outcome':
        return <OutcomeBadge outcome={result.outcome} />;
      case 'malignancyProbability':
        return percent(result.malignancyProbability);
      case 'confidence':
        return percent(result.confidence);
      case 'biRads':
        return result.biRads.categories.join(' · ');
      case 'model':
        return modelName(result);
      case 'modelSha256':
        return <code title={receipt.modelSha256}>{receipt.modelSha256.slice(0, 12)}</code>;
      case 'image':
        return <code title={receipt.imageSha256}>{receipt.imageSha256.slice(0, 12)}</code>;
      case 'preprocessing':
      case 'runtime':
        return receipt[field];
    }
  };
}

function modelName({ model }: AIAnalysisResult): string {
  return `${model.name} ${model.version}`;
}
