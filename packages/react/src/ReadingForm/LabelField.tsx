import type { AnalysisOutcome, ReadingLabel } from '@eventeye/client';
import { CircleCheck, CircleHelp, OctagonAlert } from 'lucide-react';
import { useId } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

const icons = { BENIGN: CircleCheck, MALIGNANT: OctagonAlert, UNSURE: CircleHelp } as const;
const labels = ['BENIGN', 'MALIGNANT', 'UNSURE'] as const;

/** Properties of {@link LabelField}. */
export interface LabelFieldProps {
  value: ReadingLabel | undefined;
  onChange(label: ReadingLabel): void;
  /** What the model said, where the reader may know: each choice then says whether it agrees. */
  outcome: AnalysisOutcome | undefined;
}

/** What the reader says, as three large choices; arrow keys move between them. */
export function LabelField({ value, onChange, outcome }: LabelFieldProps) {
  const text = useMessages(messages);
  const name = useId();
  const hasDecided = outcome === 'BENIGN' || outcome === 'MALIGNANT';
  return (
    <fieldset className="ee-reading-labels">
      <legend>{text.label}</legend>
      {labels.map((label) => {
        const Icon = icons[label];
        return (
          <label key={label} className="ee-reading-label" data-outcome={label}>
            <input
              type="radio"
              name={name}
              value={label}
              required
              checked={value === label}
              onChange={() => onChange(label)}
            />
            <Icon aria-hidden="true" />
            <span>
              <strong>{text[label]}</strong>
              <small>{text[`hint${label}`]}</small>
              {hasDecided && label !== 'UNSURE' && <em>{label === outcome ? text.agrees : text.corrects}</em>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
