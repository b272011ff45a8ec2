import type { Study } from '@eventeye/client';
import { useFormats, useMessages } from '@eventeye/react';
import { Link } from 'react-router';
import { Table } from '../../layout/Table.js';
import { messages } from './messages.js';

/** One examination with its series; each leads to the viewer. */
export function StudyPanel({ study }: { study: Study }) {
  const text = useMessages(messages);
  const { date } = useFormats();
  const title = study.description || text.study;
  return (
    <article className="cw-panel cw-form">
      <header className="cw-head-text">
        <h3>{title}</h3>
        <p className="cw-lead">
          {study.studyDate ? date(study.studyDate) : text.unknownDay}
          {study.accessionNumber && ` · ${text.accession(study.accessionNumber)}`}
        </p>
      </header>
      <Table caption={title} columns={[text.series, text.modality, text.slices]}>
        {study.series.map((series) => (
          <tr key={series.id}>
            <th scope="row">
              <Link to={`/series/${series.id}`}>{series.description || text.noDescription}</Link>
            </th>
            <td>{series.modality}</td>
            <td>{series.imageCount}</td>
          </tr>
        ))}
      </Table>
    </article>
  );
}
