import { useAnalyses } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { RefreshCw } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Choice } from '../../layout/Choice.js';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { filterOfAddress, orders, outcomes, statuses, toAnalysesFilter } from './filterOfAddress.js';
import { messages } from './messages.js';
import { WorklistTable } from './WorklistTable.js';

/** The organization's analyses, the most suspicious first unless chosen otherwise. */
export function WorklistPage() {
  const text = useMessages(messages);
  const [parameters, setParameters] = useSearchParams();
  const filter = filterOfAddress(parameters);
  const analyses = useAnalyses(toAnalysesFilter(filter));
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const any = { value: '', name: text.any };
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead}>
        <Button icon={<RefreshCw />} onClick={analyses.retry}>
          {text.refresh}
        </Button>
      </PageHead>
      <search className="cw-row">
        <Choice
          label={text.order}
          value={filter.orderBy}
          options={orders.map((value) => ({ value, name: text[value] }))}
          onChoose={(value) => set('order', value)}
        />
        <Choice
          label={text.outcome}
          value={filter.outcome ?? ''}
          options={[any, ...outcomes.map((value) => ({ value, name: text[value] }))]}
          onChoose={(value) => set('outcome', value)}
        />
        <Choice
          label={text.status}
          value={filter.status ?? ''}
          disabled={filter.orderBy !== 'NEWEST'}
          title={text.statusHint}
          options={[any, ...statuses.map((value) => ({ value, name: text[value] }))]}
          onChoose={(value) => set('status', value)}
        />
      </search>
      <QueryView query={analyses}>
        {(found) =>
          found.length > 0 ? (
            <WorklistTable analyses={found} />
          ) : (
            <div className="cw-nothing cw-panel">
              <h2>{text.none}</h2>
              <p>{text.noneText}</p>
            </div>
          )
        }
      </QueryView>
      <ShowMore list={analyses} />
    </div>
  );
}
