import type { WebhookDelivery } from '@eventeye/client';
import { useAction, useEventEye, useWebhookDeliveries } from '@eventeye/client/react';
import { Button, useFormats, useMessages } from '@eventeye/react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { Table } from '../../layout/Table.js';
import { messages } from './messages.js';

/** Messages that were sent, with what came back; one that was not taken can be sent again. */
export function Deliveries() {
  const text = useMessages(messages);
  const deliveries = useWebhookDeliveries();
  const replay = useAction(useEventEye().webhooks.replay);
  return (
    <>
      <ErrorNote error={replay.error} />
      <QueryView query={deliveries}>
        {(found) =>
          found.length === 0 ? (
            <p className="cw-nothing cw-panel">{text.noDeliveries}</p>
          ) : (
            <Table
              caption={text.deliveries}
              columns={[
                text.when,
                text.event,
                text.url,
                text.state,
                text.attempts,
                text.answer,
                text.actions,
              ]}
            >
              {found.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  onReplay={async () => (await replay.run(delivery.id)) && deliveries.retry()}
                />
              ))}
            </Table>
          )
        }
      </QueryView>
      <ShowMore list={deliveries} />
    </>
  );
}

const tones = { PENDING: undefined, DELIVERED: 'good', FAILED: 'bad' } as const;

function DeliveryRow({ delivery, onReplay }: { delivery: WebhookDelivery; onReplay(): void }) {
  const text = useMessages(messages);
  const { dateTime } = useFormats();
  const { createdAt, event, endpoint, state, attempts, lastStatus, lastError } = delivery;
  return (
    <tr>
      <td>{dateTime(createdAt)}</td>
      <th scope="row" className="cw-code">
        {event}
      </th>
      <td className="cw-code">{endpoint.url}</td>
      <td>
        <span className="cw-badge" data-tone={tones[state]}>
          {text[state]}
        </span>
      </td>
      <td>{attempts}</td>
      <td>
        {lastStatus}
        {lastError && <small className="cw-second">{lastError}</small>}
      </td>
      <td>{state !== 'PENDING' && <Button onClick={onReplay}>{text.replay}</Button>}</td>
    </tr>
  );
}
