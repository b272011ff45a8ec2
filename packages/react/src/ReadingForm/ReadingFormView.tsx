import type { AnalysisOutcome, ReadingLabel, RecordReadingInput } from '@eventeye/client';
import { EyeOff } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { BiRadsField } from './BiRadsField.js';
import { LabelField } from './LabelField.js';
import { messages } from './messages.js';
import { ReadingDone } from './ReadingDone.js';

/** What a reader said, without the analysis it is about. */
export type ReadingDraft = Omit<RecordReadingInput, 'analysisId'>;

/** Properties of {@link ReadingFormView}. */
export interface ReadingFormViewProps {
  state: 'idle' | 'running' | 'done' | 'failed';
  error?: { code: string; message: string } | undefined;
  /** What the model said; leave it out where the reader shall not know. */
  outcome?: AnalysisOutcome | undefined;
  /** The range that the score leaves open. */
  categories?: readonly string[] | undefined;
  /** Read before the result is seen: says so, and names neither outcome nor range. */
  isBlinded?: boolean | undefined;
  onSubmit(reading: ReadingDraft): void;
  /** Offers another reading once one is recorded. */
  onAgain?: (() => void) | undefined;
}

const mostCharacters = 2_000;

/**
 * A clinician's own reading: label, category, comment. Nothing is chosen beforehand, since a suggestion that is one click away
 * is taken more often than it is right.
 */
export function ReadingFormView(props: ReadingFormViewProps) {
  const { state, error, isBlinded = false, onSubmit, onAgain } = props;
  const text = useMessages(messages);
  const heading = useId();
  const noteId = useId();
  const [label, setLabel] = useState<ReadingLabel>();
  const [category, setCategory] = useState('');
  const [note, setNote] = useState('');
  if (state === 'done') {
    const again =
      onAgain &&
      (() => {
        setLabel(undefined);
        setCategory('');
        setNote('');
        onAgain();
      });
    return <ReadingDone onAgain={again} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!label) return;
    const said = note.trim();
    onSubmit({
      label,
      ...(category && { biRadsCategory: category }),
      ...(said && { note: said }),
      ...(isBlinded && { isBlinded }),
    });
  };
  return (
    <form
      className="ee-reading"
      part="reading"
      data-state={state}
      aria-labelledby={heading}
      onSubmit={submit}
    >
      <h3 id={heading}>{text.title}</h3>
      {isBlinded && (
        <p className="ee-reading-blinded">
          <EyeOff aria-hidden="true" />
          {text.blinded}
        </p>
      )}
      <LabelField value={label} onChange={setLabel} outcome={isBlinded ? undefined : props.outcome} />
      <BiRadsField value={category} onChange={setCategory} range={isBlinded ? undefined : props.categories} />
      <div className="ee-field">
        <label htmlFor={noteId}>{text.note}</label>
        <textarea
          id={noteId}
          rows={3}
          maxLength={mostCharacters}
          value={note}
          aria-describedby={`${noteId}-hint`}
          onChange={(event) => setNote(event.target.value)}
        />
        <small id={`${noteId}-hint`}>{text.characters(mostCharacters - note.length)}</small>
      </div>
      {state === 'failed' && error && <FailureNotice error={error} />}
      <div>
        <Button type="submit" kind="primary" disabled={state === 'running'}>
          {state === 'running' ? text.running : text.submit}
        </Button>
      </div>
    </form>
  );
}
