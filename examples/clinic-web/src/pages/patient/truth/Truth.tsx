import { useReferenceStandards } from '@eventeye/client/react';
import { useFormats, useMessages } from '@eventeye/react';
import { QueryView } from '../../../layout/QueryView.js';
import { ShowMore } from '../../../layout/ShowMore.js';
import { Table } from '../../../layout/Table.js';
import { useMayChange } from '../../../session/UserContext.js';
import { messages } from './messages.js';
import { RecordTruth } from './RecordTruth.js';

/** What turned out to be true of a patient, the newest first, and the way to record it. */
export function Truth({ patientId }: { patientId: string }) {
  const text = useMessages(messages);
  const { date } = useFormats();
  const known = useReferenceStandards(patientId);
  const columns = [text.establishedOn, text.label, text.about, text.source, text.note, text.by];
  return (
    <section>
      <div className="cw-row cw-between">
        <h2>{text.title}</h2>
        {useMayChange() && <RecordTruth patientId={patientId} onRecorded={known.retry} />}
      </div>
      <QueryView query={known}>
        {(found) =>
          found.length === 0 ? (
            <p className="cw-nothing cw-panel">{text.none}</p>
          ) : (
            <Table caption={text.title} columns={columns}>
              {found.map(({ id, establishedOn, label, medicalImage, source, note, recordedBy }) => (
                <tr key={id}>
                  <td>{date(establishedOn)}</td>
                  <td>{text[label]}</td>
                  <td>{medicalImage ? text.ofImage(medicalImage.filename) : text.ofPatient}</td>
                  <td>{text[source]}</td>
                  <td>{note}</td>
                  <td>{recordedBy?.name}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </QueryView>
      <ShowMore list={known} />
    </section>
  );
}
