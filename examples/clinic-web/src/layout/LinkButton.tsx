import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A link that looks like a button: it leads elsewhere, so it is none. */
export function LinkButton({ to, icon, children }: { to: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} className="ee-button cw-link-button" data-kind="secondary">
      {icon && (
        <span className="ee-button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </Link>
  );
}
