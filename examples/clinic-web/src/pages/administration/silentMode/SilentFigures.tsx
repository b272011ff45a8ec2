import type { SilentMode } from '@eventeye/client';
import { useFormats, useMessages } from '@eventeye/react';
import { Table } from '../../../layout/Table.js';
import { messages } from './messages.js';

/** What a silent mode found, by version of the model: shares with their intervals, and how often the model abstained. */
export function SilentFigures({ mode }: { mode: Pick<SilentMode, 'figures'> }) {
  const text = useMessages(messages);
  if (mode.figures.length === 0) return <p>{text.noFigures}</p>;
  const columns = ['', text.cases, text.withReference, text.abstentions, text.sensitivity, text.specificity];
  return (
    <>
      {mode.figures.map(({ model, patients, images }) => (
        <div key={model.id} className="cw-form">
          <p className="cw-legend">
            {`${model.name} ${model.version}`}
            {model.isDemonstration && ` · ${text.demonstration}`}
          </p>
          <Table caption={text.figures(`${model.name} ${model.version}`)} columns={columns}>
            <Row name={text.byPatient} figures={patients} />
            <Row name={text.byImage} figures={images} />
          </Table>
        </div>
      ))}
      <p className="cw-lead">{text.note}</p>
    </>
  );
}

type Figures = SilentMode['figures'][number]['patients'];

function Row({ name, figures }: { name: string; figures: Figures }) {
  const { number } = useFormats();
  const { sensitivity, specificity, abstentions, withReference, cases } = figures;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number(cases)}</td>
      <td>{number(withReference)}</td>
      <td>{number(abstentions)}</td>
      <td>
        <Share share={sensitivity} />
      </td>
      <td>
        <Share share={specificity} />
      </td>
    </tr>
  );
}

function Share({ share }: { share: Figures['sensitivity'] }) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  if (!share) return <span className="cw-lead">{text.unknown}</span>;
  return (
    <>
      <strong>{percent(share.value)}</strong>{' '}
      <span className="cw-lead">{text.interval(percent(share.low), percent(share.high))}</span>
    </>
  );
}
