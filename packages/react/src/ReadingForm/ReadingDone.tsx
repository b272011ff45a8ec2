import { CircleCheck } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

/** Says that a reading is recorded, and that it stays. */
export function ReadingDone({ onAgain }: { onAgain: (() => void) | undefined }) {
  const text = useMessages(messages);
  return (
    <div className="ee-reading-done" part="reading" data-state="done" role="status">
      <CircleCheck aria-hidden="true" />
      <div>
        <strong>{text.done}</strong>
        <p>{text.doneText}</p>
        {onAgain && <Button onClick={onAgain}>{text.another}</Button>}
      </div>
    </div>
  );
}
