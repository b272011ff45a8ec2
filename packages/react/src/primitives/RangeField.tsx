import { useId } from 'react';

/** Properties of {@link RangeField}. */
export interface RangeFieldProps {
  label: string;
  min: number;
  max: number;
  step?: number;
  value: number;
  /** The value with its unit, shown and read out. */
  valueText: string;
  disabled?: boolean;
  onChange(value: number): void;
}

/** A labelled slider on the browser's own range input: arrow keys, Home, End and a finger move it. */
export function RangeField({
  label,
  value,
  valueText,
  onChange,
  disabled = false,
  ...limits
}: RangeFieldProps) {
  const id = useId();
  return (
    <div className="ee-range" data-disabled={disabled || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...limits}
        value={value}
        aria-valuetext={valueText}
        disabled={disabled}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output htmlFor={id}>{valueText}</output>
    </div>
  );
}
