import type { ButtonHTMLAttributes, ReactNode } from 'react';

/** Properties of {@link Button}: those of a button element, and these. */
export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one main action of a place is primary; `plain` looks like text. */
  kind?: 'primary' | 'secondary' | 'plain' | 'danger';
  /** Shown before the text, hidden from screen readers. */
  icon?: ReactNode;
}

/** A button in the house's style, at least 40 px high so that a finger meets it. */
export function Button({ kind = 'secondary', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={className ? `ee-button ${className}` : 'ee-button'}
      data-kind={kind}
      {...rest}
    >
      {icon && (
        <span className="ee-button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </button>
  );
}
