import type { ApiKey } from '@eventeye/client';
import { useAction, useApiKeys, useEventEye } from '@eventeye/client/react';
import { Button, useFormats, useMessages } from '@eventeye/react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { Table } from '../../layout/Table.js';
import { messages } from './messages.js';
import { NewKey } from './NewKey.js';

/** What programs sign in with. */
export function KeysPart() {
  const text = useMessages(messages);
  const keys = useApiKeys();
  const revoke = useAction(useEventEye().administration.revokeApiKey);
  const columns = [
    text.name,
    text.prefix,
    text.scopes,
    text.expires,
    text.lastUsed,
    text.state,
    text.actions,
  ];
  return (
    <>
      <div className="cw-head">
        <h2>{text.keys}</h2>
        <NewKey onMade={keys.retry} />
      </div>
      <ErrorNote error={revoke.error} />
      <QueryView query={keys}>
        {(found) =>
          found.length === 0 ? (
            <p className="cw-nothing cw-panel">{text.noKeys}</p>
          ) : (
            <Table caption={text.keys} columns={columns}>
              {found.map((key) => (
                <KeyRow key={key.id} apiKey={key} onRevoke={() => revoke.run(key.id)} />
              ))}
            </Table>
          )
        }
      </QueryView>
      <ShowMore list={keys} />
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke(): void }) {
  const text = useMessages(messages);
  const { date, dateTime } = useFormats();
  const isExpired = new Date(apiKey.expiresAt) < new Date();
  const state = apiKey.revokedAt ? text.revoked : isExpired ? text.expired : text.good;
  return (
    <tr>
      <th scope="row">{apiKey.name}</th>
      <td className="cw-code">{apiKey.prefix}…</td>
      <td>{apiKey.scopes.join(', ')}</td>
      <td>{date(apiKey.expiresAt)}</td>
      <td>{apiKey.lastUsedAt ? dateTime(apiKey.lastUsedAt) : text.never}</td>
      <td>
        <span className="cw-badge" data-tone={state === text.good ? 'good' : undefined}>
          {state}
        </span>
      </td>
      <td>
        {!apiKey.revokedAt && (
          <Button kind="danger" onClick={onRevoke}>
            {text.revoke}
            <span className="ee-hidden"> {apiKey.name}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
