import { useId } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** ACR BI-RADS Atlas, 5th edition: assessment categories; 4 with or without its subdivision. */
const categories = ['0', '1', '2', '3', '4', '4A', '4B', '4C', '5', '6'] as const;

/** Properties of {@link BiRadsField}. */
export interface BiRadsFieldProps {
  /** A category, or nothing. */
  value: string;
  onChange(category: string): void;
  /** What the score leaves open, where the reader may know. */
  range: readonly string[] | undefined;
}

/** The category that the reader assigns. */
export function BiRadsField({ value, onChange, range }: BiRadsFieldProps) {
  const text = useMessages(messages);
  const id = useId();
  const hint = range && range.length > 0 ? text.range(range.join(' · ')) : undefined;
  return (
    <div className="ee-field">
      <label htmlFor={id}>{text.category}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{text.noCategory}</option>
        {categories.map((category) => (
          <option key={category} value={category}>
            {category} – {text[`c${category}`]}
          </option>
        ))}
      </select>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}
