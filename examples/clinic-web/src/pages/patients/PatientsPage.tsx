import type { Patient } from '@eventeye/client';
import { usePatients } from '@eventeye/client/react';
import { TextField, useFormats, useMessages } from '@eventeye/react';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { Table } from '../../layout/Table.js';
import { useMayChange } from '../../session/UserContext.js';
import { messages } from './messages.js';
import { NewPatient } from './NewPatient.js';

/** Finds a patient by name or record number, or makes a new one. */
export function PatientsPage() {
  const text = useMessages(messages);
  const mayChange = useMayChange();
  const [parameters, setParameters] = useSearchParams();
  const typed = parameters.get('search') ?? '';
  const search = useDeferredValue(typed.trim());
  const patients = usePatients({ search });
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead}>
        {mayChange && <NewPatient />}
      </PageHead>
      <search className="cw-search">
        <TextField
          label={text.search}
          hint={text.searchHint}
          type="search"
          value={typed}
          onChange={({ target }) =>
            setParameters(target.value ? { search: target.value } : {}, { replace: true })
          }
        />
      </search>
      <QueryView query={patients}>
        {(found) =>
          found.length > 0 ? <PatientTable patients={found} /> : <Nobody searched={search !== ''} />
        }
      </QueryView>
      <ShowMore list={patients} />
    </div>
  );
}

function PatientTable({ patients }: { patients: Patient[] }) {
  const text = useMessages(messages);
  const { date, personName } = useFormats();
  return (
    <Table caption={text.title} columns={[text.mrn, text.name, text.birthDate]}>
      {patients.map(({ id, mrn, name, birthDate }) => (
        <tr key={id}>
          <th scope="row">
            <Link to={`/patients/${id}`}>{mrn}</Link>
          </th>
          <td>{name ? personName(name) : text.unknown}</td>
          <td>{birthDate ? date(birthDate) : text.unknown}</td>
        </tr>
      ))}
    </Table>
  );
}

function Nobody({ searched }: { searched: boolean }) {
  const text = useMessages(messages);
  return (
    <div className="cw-nothing cw-panel">
      <h2>{searched ? text.noneFound : text.none}</h2>
      <p>{searched ? text.noneFoundText : text.noneText}</p>
    </div>
  );
}
