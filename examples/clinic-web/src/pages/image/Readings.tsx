import type { Analysis } from '@eventeye/client';
import { useReadings } from '@eventeye/client/react';
import { useFormats, useMessages } from '@eventeye/react';
import { messages } from './messages.js';

/** What clinicians say of the newest result. */
export function Readings({ analysis }: { analysis: Analysis | undefined }) {
  const text = useMessages(messages);
  const { dateTime } = useFormats();
  const readings = useReadings(analysis?.result ? analysis.id : undefined);
  return (
    <section className="cw-panel cw-form">
      <h2>{text.readings}</h2>
      {!analysis?.result && <p className="cw-lead">{text.noResult}</p>}
      {readings.data?.length === 0 && <p className="cw-lead">{text.noReadings}</p>}
      <ul className="cw-history">
        {readings.data?.map(({ id, agrees, label, note, reader, createdAt }) => (
          <li key={id}>
            <strong>{reader?.name ?? text.unknown}</strong> {agrees ? text.agrees : text.disagrees},{' '}
            {text[label]}
            <small className="cw-second">
              {dateTime(createdAt)}
              {note && ` — ${note}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
