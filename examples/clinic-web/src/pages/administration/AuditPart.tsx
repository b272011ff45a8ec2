import type { AuditEvent, AuditFilter } from '@eventeye/client';
import { useAuditEvents } from '@eventeye/client/react';
import { TextField, useFormats, useMessages } from '@eventeye/react';
import { useDeferredValue, useState } from 'react';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { Table } from '../../layout/Table.js';
import { ExportAudit } from './ExportAudit.js';
import { messages } from './messages.js';

interface Chosen {
  type: string;
  from: string;
  to: string;
}

/** Who saw or changed what, newest first. */
export function AuditPart() {
  const text = useMessages(messages);
  const [chosen, setChosen] = useState<Chosen>({ type: '', from: '', to: '' });
  const filter = useDeferredValue(filterOf(chosen));
  const events = useAuditEvents({ filter });
  const set = (change: Partial<Chosen>) => setChosen((before) => ({ ...before, ...change }));
  return (
    <>
      <search className="cw-row">
        <TextField
          label={text.type}
          placeholder="SIGN_IN"
          autoComplete="off"
          value={chosen.type}
          onChange={({ target }) => set({ type: target.value })}
        />
        <TextField
          label={text.from}
          type="date"
          value={chosen.from}
          onChange={({ target }) => set({ from: target.value })}
        />
        <TextField
          label={text.to}
          type="date"
          value={chosen.to}
          onChange={({ target }) => set({ to: target.value })}
        />
        <ExportAudit filter={filter} />
      </search>
      <QueryView query={events}>
        {(found) => (
          <Table
            caption={text.audit}
            columns={[text.when, text.type, text.outcome, text.who, text.what, text.where]}
          >
            {found.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </Table>
        )}
      </QueryView>
      <ShowMore list={events} />
    </>
  );
}

function EventRow({ event }: { event: AuditEvent }) {
  const text = useMessages(messages);
  const { dateTime } = useFormats();
  return (
    <tr>
      <td>
        <time dateTime={event.recordedAt}>{dateTime(event.recordedAt)}</time>
      </td>
      <th scope="row" className="cw-code">
        {event.type}
      </th>
      <td>
        <span className="cw-badge" data-tone={event.outcome === 'SUCCESS' ? undefined : 'bad'}>
          {event.outcome}
        </span>
      </td>
      <td>{event.user?.name ?? text.nobody}</td>
      <td>
        {event.operation}
        {event.entities.length > 0 && (
          <small className="cw-second">{text.entities(event.entities.length)}</small>
        )}
      </td>
      <td className="cw-code">{event.address}</td>
    </tr>
  );
}

/** Days are those of this place, from midnight to midnight. */
function filterOf({ type, from, to }: Chosen): AuditFilter {
  const dayAfter = to ? new Date(`${to}T00:00:00`) : undefined;
  dayAfter?.setDate(dayAfter.getDate() + 1);
  return {
    ...(type.trim() && { type: type.trim().toUpperCase() }),
    ...(from && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(dayAfter && { to: dayAfter.toISOString() }),
  };
}
