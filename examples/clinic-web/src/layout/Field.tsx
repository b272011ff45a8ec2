import { type ReactNode, useId } from 'react';

/** Properties of {@link Field}. */
export interface FieldProps {
  label: string;
  /** What is expected, below the field; read out with it. */
  hint?: string;
  /** The control, given the ids that tie it to label and hint. */
  children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

/** A control of a form with its label. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="cw-field">
      <label htmlFor={id} className="cw-legend">
        {label}
      </label>
      {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
      {hint && <small id={hintId}>{hint}</small>}
    </div>
  );
}
