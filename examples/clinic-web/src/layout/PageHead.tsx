import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';

/** Properties of {@link PageHead}. */
export interface PageHeadProps {
  title: string;
  /** A sentence below the title. */
  lead?: ReactNode;
  /** The way here: pairs of address and name, from the outermost. */
  trail?: readonly (readonly [to: string, name: string])[];
  /** What can be done on this page. */
  children?: ReactNode;
}

/** The beginning of a page: the way here, its title, and what can be done. Names the browser's tab. */
export function PageHead({ title, lead, trail, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · EventEye`;
  }, [title]);
  return (
    <div className="cw-head">
      <div className="cw-head-text">
        {trail && (
          <ol className="cw-trail">
            {trail.map(([to, name]) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
              </li>
            ))}
          </ol>
        )}
        <h1>{title}</h1>
        {lead && <p className="cw-lead">{lead}</p>}
      </div>
      {children && <div className="cw-actions">{children}</div>}
    </div>
  );
}
