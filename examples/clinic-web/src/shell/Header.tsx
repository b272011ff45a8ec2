import { useSession } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { LogOut, UserRound } from 'lucide-react';
import { NavLink, useNavigate } from 'react-router';
import { useUser } from '../session/UserContext.js';
import { Mark } from './Mark.js';
import { messages } from './messages.js';
import { Settings } from './Settings.js';

/** Where one is, who one is, and how to leave. */
export function Header() {
  const text = useMessages(messages);
  const user = useUser();
  const { signOut } = useSession();
  const navigate = useNavigate();
  const places = [
    ['/patients', text.patients],
    ['/worklist', text.worklist],
    ['/agreement', text.agreement],
    ['/models', text.models],
    ...(user.role === 'ADMIN' ? [['/administration', text.administration] as const] : []),
  ] as const;
  return (
    <header className="cw-header">
      <NavLink to="/patients" className="cw-brand" aria-label={text.product}>
        <Mark />
        <span aria-hidden="true">{text.product}</span>
      </NavLink>
      <nav aria-label={text.navigation} className="cw-nav">
        {places.map(([to, name]) => (
          <NavLink key={to} to={to}>
            {name}
          </NavLink>
        ))}
      </nav>
      <Settings />
      <span className="cw-who">
        <UserRound aria-hidden="true" />
        <span className="ee-hidden">{text.signedInAs(user.name, text[user.role])}</span>
        <span aria-hidden="true">
          <strong>{user.name}</strong>
          <small>{user.organization.name}</small>
        </span>
      </span>
      <Button
        kind="plain"
        icon={<LogOut />}
        onClick={async () => {
          // The next person begins at the beginning, not at the last one's patient.
          await navigate('/', { replace: true });
          await signOut();
        }}
      >
        {text.signOut}
      </Button>
    </header>
  );
}
