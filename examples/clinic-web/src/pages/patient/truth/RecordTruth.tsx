import type { ReferenceLabel, ReferenceSource } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, TextField, useMessages } from '@eventeye/react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../../layout/ErrorNote.js';
import { Field } from '../../../layout/Field.js';
import { messages } from './messages.js';

const labels = ['BENIGN', 'MALIGNANT'] as const satisfies readonly ReferenceLabel[];
const sources = ['PATHOLOGY', 'FOLLOW_UP', 'READER_CONSENSUS'] as const satisfies readonly ReferenceSource[];

/** A button that opens the form for what turned out to be true of a patient. */
export function RecordTruth({ patientId, onRecorded }: { patientId: string; onRecorded(): void }) {
  const text = useMessages(messages);
  const record = useAction(useEventEye().evaluation.recordReferenceStandard);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    record.reset();
    setOpen(true);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const recorded = await record.run({
      patientId,
      label: form.get('label') as ReferenceLabel,
      source: form.get('source') as ReferenceSource,
      establishedOn: String(form.get('establishedOn')),
      note: String(form.get('note')).trim() || null,
    });
    if (!recorded) return;
    setOpen(false);
    onRecorded();
  };
  return (
    <>
      <Button onClick={open}>{text.add}</Button>
      <Dialog title={text.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <p className="cw-lead">{text.lead}</p>
          <fieldset className="cw-checks">
            <legend className="cw-legend">{text.label}</legend>
            {labels.map((label) => (
              <label key={label}>
                <input type="radio" name="label" value={label} required />
                {text[label]}
              </label>
            ))}
          </fieldset>
          <Field label={text.source}>
            {(ids) => (
              <select {...ids} name="source" required>
                {sources.map((source) => (
                  <option key={source} value={source}>
                    {text[source]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField label={text.establishedOn} name="establishedOn" type="date" required />
          <TextField label={text.note} name="note" maxLength={2_000} autoComplete="off" />
          <ErrorNote error={record.error} />
          <Button kind="primary" type="submit" disabled={record.state === 'running'}>
            {text.save}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
