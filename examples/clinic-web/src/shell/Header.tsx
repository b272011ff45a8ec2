import { Button, useMessages } from '@eventeye/react';
import { LogOut, UserRound } from 'lucide-react';
import { NavLink, useNavigate } from 'react-router';
import { useSession } from '../session/SessionContext.js';
import { Mark } from './Mark.js';
import { messages } from './messages.js';
import { Settings } from './Settings.js';

/** Where one is, who one is, and how to leave. */
export function Header() {
  const text = useMessages(messages);
  const { user, signOut } = useSession();
  const navigate = useNavigate();
  const places = [['/patients', text.patients]] as const;
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
          await signOut();
          // The next person begins at the beginning, not at the last one's patient.
          navigate('/', { replace: true });
        }}
      >
        {text.signOut}
      </Button>
    </header>
  );
}
