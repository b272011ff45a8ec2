import { type InputHTMLAttributes, useId } from 'react';

/** Properties of {@link TextField}: those of an input element, and these. */
export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** What is expected; read out with the field. */
  hint?: string | undefined;
}

/** An input with its label above and a hint below. */
export function TextField({ label, hint, className, ...rest }: TextFieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={className ? `ee-field ${className}` : 'ee-field'}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-describedby={hint ? hintId : undefined} {...rest} />
      {hint && <small id={hintId}>{hint}</small>}
    </div>
  );
}
