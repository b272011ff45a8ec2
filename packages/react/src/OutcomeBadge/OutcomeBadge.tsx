import type { AnalysisOutcome } from '@eventeye/client';
import { CircleCheck, CircleHelp, OctagonAlert, ScanSearch } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** Properties of {@link OutcomeBadge}. */
export interface OutcomeBadgeProps {
  outcome: AnalysisOutcome;
  /** `large` for the head of a result. */
  size?: 'normal' | 'large';
}

const icons = {
  BENIGN: CircleCheck,
  MALIGNANT: OctagonAlert,
  INCONCLUSIVE: CircleHelp,
  OUT_OF_SCOPE: ScanSearch,
} as const;

/** What the platform says of an image, as word, shape and colour, so that none of them has to be seen alone. */
export function OutcomeBadge({ outcome, size = 'normal' }: OutcomeBadgeProps) {
  const text = useMessages(messages);
  const Icon = icons[outcome];
  return (
    <span className="ee-outcome" part="outcome" data-outcome={outcome} data-size={size}>
      <Icon aria-hidden="true" />
      {text[outcome]}
    </span>
  );
}
