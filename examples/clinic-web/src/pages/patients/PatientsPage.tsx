import { useFormats, useMessages } from '@eventeye/react';
import { useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../data/usePages.js';
import { Field } from '../../layout/Field.js';
import { LoadedView } from '../../layout/LoadedView.js';
import { PageHead } from '../../layout/PageHead.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { mayChange, useSession } from '../../session/SessionContext.js';
import { messages } from './messages.js';
import { NewPatient } from './NewPatient.js';

/** Finds a patient by name or record number, or makes a new one. */
export function PatientsPage() {
  const text = useMessages(messages);
  const formats = useFormats();
  const { client, user } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const typed = parameters.get('search') ?? '';
  const search = useDeferredValue(typed.trim());
  const patients = usePages(
    (page) => client.patients({ ...(search && { search }), ...page }),
    [client, search],
  );
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead}>
        {mayChange(user) && <NewPatient />}
      </PageHead>
      <search className="cw-row">
        <Field label={text.search} hint={text.searchHint}>
          {(ids) => (
            <input
              {...ids}
              type="search"
              value={typed}
              onChange={({ target }) =>
                setParameters(target.value ? { search: target.value } : {}, { replace: true })
              }
            />
          )}
        </Field>
      </search>
      <LoadedView loaded={patients}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <div className="cw-nothing cw-panel">
              <h2>{search ? text.noneFound : text.none}</h2>
              <p>{search ? text.noneFoundText : text.noneText}</p>
            </div>
          ) : (
            <div className="cw-table-frame">
              <table className="cw-table">
                <caption className="ee-hidden">{text.title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{text.mrn}</th>
                    <th scope="col">{text.name}</th>
                    <th scope="col">{text.birthDate}</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map(({ id, mrn, name, birthDate }) => (
                    <tr key={id}>
                      <th scope="row">{mrn}</th>
                      <td>{name ?? text.unknown}</td>
                      <td>{birthDate ? formats.date(birthDate) : text.unknown}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </LoadedView>
      <ShowMore pages={patients} />
    </div>
  );
}
