import { useImageAnalyses } from '@eventeye/client/react';
import { OutcomeBadge, useFormats, useMessages } from '@eventeye/react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { messages } from './messages.js';

/** Properties of {@link History}. */
export interface HistoryProps {
  imageId: string;
  /** The newest analysis that ended; the history is asked for anew when it changes. */
  endedId: string | undefined;
}

/** Every analysis of an image, newest first. */
export function History({ imageId, endedId }: HistoryProps) {
  const text = useMessages(messages);
  const { dateTime, percent } = useFormats();
  const analyses = useImageAnalyses(imageId);
  const { retry } = analyses;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another analysis has ended.
  useEffect(() => retry(), [endedId, retry]);
  return (
    <section className="cw-panel" id="history">
      <h2>{text.history}</h2>
      <QueryView query={analyses}>
        {(found) => (
          <ol className="cw-history">
            {found.map(({ id, status, createdAt, result }) => (
              <li key={id}>
                <time dateTime={createdAt}>{dateTime(createdAt)}</time>
                {result ? <OutcomeBadge outcome={result.outcome} /> : status}
                {result && <Link to={`/analyses/${id}/report`}>{percent(result.malignancyProbability)}</Link>}
              </li>
            ))}
          </ol>
        )}
      </QueryView>
      <ShowMore list={analyses} />
    </section>
  );
}
