import type { DeidentificationPolicy, Organization } from '@eventeye/client';
import { useAction, useEventEye, useOrganization } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { Field } from '../../layout/Field.js';
import { QueryView } from '../../layout/QueryView.js';
import { messages } from './messages.js';

/** What holds for the whole organization. */
export function SettingsPart() {
  const text = useMessages(messages);
  const organization = useOrganization();
  return (
    <QueryView query={organization}>
      {(found) => (
        <>
          <Origins organization={found} />
          <Deidentification organization={found} />
          <p className="cw-lead">
            <Link to="/models">{text.models}</Link>
          </p>
        </>
      )}
    </QueryView>
  );
}

function Origins({ organization }: { organization: Organization }) {
  const text = useMessages(messages);
  const [origins, setOrigins] = useState(organization.allowedOrigins.join('\n'));
  const save = useAction(useEventEye().administration.setAllowedOrigins);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = origins.split('\n').map((line) => line.trim());
    void save.run(lines.filter((line) => line !== ''));
  };
  return (
    <form className="cw-panel cw-form" onSubmit={submit}>
      <h2>{text.origins}</h2>
      <p className="cw-lead">{text.originsText}</p>
      <Field label={text.originsLabel}>
        {(ids) => (
          <textarea
            {...ids}
            rows={4}
            className="cw-code"
            value={origins}
            spellCheck={false}
            onChange={({ target }) => setOrigins(target.value)}
          />
        )}
      </Field>
      <ErrorNote error={save.error} />
      <Saved isDone={save.state === 'done'} />
      <div className="cw-actions">
        <Button kind="primary" type="submit" disabled={save.state === 'running'}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}

const policies = ['OFF', 'ON', 'REQUIRED'] as const satisfies readonly DeidentificationPolicy[];

function Deidentification({ organization }: { organization: Organization }) {
  const text = useMessages(messages);
  const save = useAction(useEventEye().administration.setDeidentificationPolicy);
  const policy = save.data?.deidentificationPolicy ?? organization.deidentificationPolicy;
  return (
    <fieldset className="cw-panel cw-form cw-group">
      <legend className="ee-hidden">{text.deidentification}</legend>
      <h2>{text.deidentification}</h2>
      <p className="cw-lead">{text.deidentificationText}</p>
      <div className="cw-checks">
        {policies.map((one) => (
          <label key={one}>
            <input type="radio" name="policy" checked={policy === one} onChange={() => void save.run(one)} />
            {text[one]}
          </label>
        ))}
      </div>
      <ErrorNote error={save.error} />
      <Saved isDone={save.state === 'done'} />
    </fieldset>
  );
}

function Saved({ isDone }: { isDone: boolean }) {
  const text = useMessages(messages);
  return (
    <p role="status" className={isDone ? 'cw-done' : 'ee-hidden'}>
      {isDone && text.saved}
    </p>
  );
}
