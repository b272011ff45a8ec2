import type { Analysis } from '@eventeye/client';
import { OutcomeBadge, useFormats, useMessages } from '@eventeye/react';
import { Link } from 'react-router';
import { Table } from '../../layout/Table.js';
import { messages } from './messages.js';

/** Analyses, one a row, each leading to its image and patient. */
export function WorklistTable({ analyses }: { analyses: Analysis[] }) {
  const text = useMessages(messages);
  return (
    <Table
      caption={text.title}
      columns={[text.result, text.probability, text.image, text.patient, text.model, text.requested]}
    >
      {analyses.map((analysis) => (
        <Row key={analysis.id} analysis={analysis} />
      ))}
    </Table>
  );
}

function Row({ analysis }: { analysis: Analysis }) {
  const text = useMessages(messages);
  const { percent, dateTime, personName } = useFormats();
  const { medicalImage, result, status, createdAt } = analysis;
  const { patient } = medicalImage;
  const inScope = result && result.outcome !== 'OUT_OF_SCOPE';
  return (
    <tr data-status={status}>
      <td>
        {result ? (
          <OutcomeBadge outcome={result.outcome} />
        ) : (
          <span className="cw-badge" data-tone={status === 'FAILED' ? 'bad' : undefined}>
            {text[status]}
          </span>
        )}
      </td>
      <td>
        {inScope && (
          <span className="cw-share">
            {percent(result.malignancyProbability)}
            <progress max={1} value={result.malignancyProbability} aria-hidden="true" />
          </span>
        )}
      </td>
      <th scope="row">
        <Link to={`/images/${medicalImage.id}`}>{medicalImage.filename}</Link>
      </th>
      <td>
        <Link to={`/patients/${patient.id}`}>{patient.mrn}</Link>
        {patient.name && <small className="cw-second">{personName(patient.name)}</small>}
      </td>
      <td>{result && `${result.model.name} ${result.model.version}`}</td>
      <td>
        <time dateTime={createdAt}>{dateTime(createdAt)}</time>
      </td>
    </tr>
  );
}
