import { useMessages } from '@eventeye/react';
import { NavLink, Outlet } from 'react-router';
import { PageHead } from '../../layout/PageHead.js';
import { useUser } from '../../session/UserContext.js';
import { NotFound } from '../../shell/NotFound.js';
import { messages } from './messages.js';

/** What administrators look after, one part an address. */
export function AdministrationPage() {
  const text = useMessages(messages);
  const { role } = useUser();
  if (role !== 'ADMIN') return <NotFound />;
  const parts = [
    ['users', text.users],
    ['keys', text.keys],
    ['audit', text.audit],
    ['webhooks', text.webhooks],
    ['silent-mode', text.silentMode],
    ['settings', text.settings],
  ] as const;
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead} />
      <nav className="cw-nav cw-parts" aria-label={text.title}>
        {parts.map(([to, name]) => (
          <NavLink key={to} to={to}>
            {name}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
