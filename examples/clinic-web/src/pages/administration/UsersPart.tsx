import { useAction, useEventEye, useUsers } from '@eventeye/client/react';
import { TextField, useMessages } from '@eventeye/react';
import { useDeferredValue, useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { Table } from '../../layout/Table.js';
import { messages } from './messages.js';
import { NewUser } from './NewUser.js';
import { UserRow } from './UserRow.js';

/** Who may sign in, and what they may do. */
export function UsersPart() {
  const text = useMessages(messages);
  const { administration } = useEventEye();
  const [typed, setTyped] = useState('');
  const users = useUsers({ search: useDeferredValue(typed.trim()) });
  const update = useAction(administration.updateUser);
  const endSessions = useAction(administration.signOutEverywhere);
  return (
    <>
      <div className="cw-head">
        <search className="cw-search">
          <TextField
            label={text.searchUsers}
            type="search"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </search>
        <NewUser onAdded={users.retry} />
      </div>
      <ErrorNote error={update.error ?? endSessions.error} />
      <p role="status" className={endSessions.state === 'done' ? 'cw-done' : 'ee-hidden'}>
        {endSessions.state === 'done' && text.endedSessions(endSessions.data)}
      </p>
      <QueryView query={users}>
        {(found) => (
          <Table caption={text.users} columns={[text.name, text.email, text.role, text.state, text.actions]}>
            {found.map((user) => (
              <UserRow key={user.id} user={user} onUpdate={update.run} onEndSessions={endSessions.run} />
            ))}
          </Table>
        )}
      </QueryView>
      <ShowMore list={users} />
    </>
  );
}
