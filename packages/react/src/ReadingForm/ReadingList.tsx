import type { Reading } from '@eventeye/client';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** What clinicians said of a result, newest first. */
export function ReadingList({ readings }: { readings: readonly Reading[] }) {
  const text = useMessages(messages);
  const { dateTime } = useFormats();
  return (
    <section className="ee-reading-list" part="readings" aria-label={text.readings}>
      <h4>{text.readings}</h4>
      {readings.length === 0 && <p>{text.none}</p>}
      <ul>
        {readings.map(({ id, label, biRadsCategory, isBlinded, isCurrent, note, reader, createdAt }) => (
          <li key={id} data-current={isCurrent}>
            <strong>{text[label]}</strong>
            {biRadsCategory && <span>BI-RADS {biRadsCategory}</span>}
            <span>{reader?.name ?? text.somebody}</span>
            <time dateTime={createdAt}>{dateTime(createdAt)}</time>
            {isBlinded && <small>{text.blindedTag}</small>}
            {!isCurrent && <small>{text.superseded}</small>}
            {note && <q>{note}</q>}
          </li>
        ))}
      </ul>
    </section>
  );
}
