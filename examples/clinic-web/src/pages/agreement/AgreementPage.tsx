import { AgreementPlot, TextField, useMessages } from '@eventeye/react';
import { useSearchParams } from 'react-router';
import { PageHead } from '../../layout/PageHead.js';
import { messages } from './messages.js';

/** How what the models said agrees with what clinicians said, in a time of one's choice. */
export function AgreementPage() {
  const text = useMessages(messages);
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from') ?? '';
  const until = parameters.get('until') ?? '';
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead} />
      <search className="cw-row cw-search">
        <TextField
          label={text.from}
          type="date"
          value={from}
          onChange={({ target }) => set('from', target.value)}
        />
        <TextField
          label={text.until}
          type="date"
          value={until}
          onChange={({ target }) => set('until', target.value)}
        />
      </search>
      <h2 className="ee-hidden">{text.figures}</h2>
      <AgreementPlot from={midnight(from)} until={midnight(until)} />
    </div>
  );
}

/** The beginning of a day of this place as an instant; undefined where none is chosen. */
function midnight(day: string): string | undefined {
  const instant = new Date(`${day}T00:00:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
