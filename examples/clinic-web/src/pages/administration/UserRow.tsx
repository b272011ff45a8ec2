import type { Role, UpdateUserInput, User } from '@eventeye/client';
import { Button, useMessages } from '@eventeye/react';
import { useUser } from '../../session/UserContext.js';
import { messages } from './messages.js';

const roles = ['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION'] as const satisfies readonly Role[];

/** Properties of {@link UserRow}. */
export interface UserRowProps {
  user: User;
  onUpdate(change: UpdateUserInput): void;
  onEndSessions(userId: string): void;
}

/** One user: what they may do, and whether they may at all. */
export function UserRow({ user, onUpdate, onEndSessions }: UserRowProps) {
  const text = useMessages(messages);
  const me = useUser();
  const { id: userId, isActive, role, name } = user;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{user.email}</td>
      <td>
        {userId === me.id ? (
          `${text[role]} (${text.thatIsYou})`
        ) : (
          <select
            className="cw-select"
            aria-label={text.roleOf(name)}
            value={role}
            onChange={({ target }) => onUpdate({ userId, role: target.value as Role })}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {text[one]}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <span className="cw-badge" data-tone={isActive ? 'good' : undefined}>
          {isActive ? text.active : text.inactive}
        </span>
      </td>
      <td>
        {userId !== me.id && (
          <div className="cw-actions">
            <Button onClick={() => onUpdate({ userId, isActive: !isActive })}>
              {isActive ? text.deactivate : text.reactivate}
              <span className="ee-hidden"> {name}</span>
            </Button>
            {isActive && (
              <Button onClick={() => onEndSessions(userId)}>
                {text.signOutUser}
                <span className="ee-hidden"> {name}</span>
              </Button>
            )}
          </div>
        )}
      </td>
    </tr>
  );
}
