import { Field } from './Field.js';

/** Properties of {@link Choice}. */
export interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; name: string }[];
  onChoose(value: string): void;
  disabled?: boolean;
  /** Why it is as it is. */
  title?: string;
}

/** One of several values, in the browser's own list: by keyboard, finger and screen reader. */
export function Choice({ label, value, options, onChoose, disabled, title }: ChoiceProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          disabled={disabled}
          title={title}
          onChange={({ target }) => onChoose(target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
