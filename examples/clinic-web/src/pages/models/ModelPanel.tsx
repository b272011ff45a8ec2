import type { ModelDetails } from '@eventeye/client';
import { useMessages } from '@eventeye/react';
import { Table } from '../../layout/Table.js';
import { useUser } from '../../session/UserContext.js';
import { ActivateModel } from './ActivateModel.js';
import { messages } from './messages.js';

/** Properties of {@link ModelPanel}. */
export interface ModelPanelProps {
  model: ModelDetails;
  /** Told when another model is active. */
  onChanged(): void;
}

/** Three digits after the point, the same in both languages, so that intervals line up. */
const figure = (value: number) => value.toFixed(3);

/** One model: what it is, whether it analyses now, and its held-out figures. */
export function ModelPanel({ model, onChanged }: ModelPanelProps) {
  const text = useMessages(messages);
  const { role } = useUser();
  const name = `${model.name} ${model.version}`;
  return (
    <article className="cw-panel cw-model" data-active={model.isActive}>
      <header className="cw-head">
        <h2>{name}</h2>
        <div className="cw-actions">
          <span className="cw-badge" data-tone={model.isActive ? 'good' : undefined}>
            {model.isActive ? text.active : text.inactive}
          </span>
          {model.isDemonstration && <span className="cw-badge">{text.demonstration}</span>}
          {role === 'ADMIN' && !model.isActive && <ActivateModel model={model} onChanged={onChanged} />}
        </div>
      </header>
      <dl className="cw-facts">
        <dt>{text.precision}</dt>
        <dd>{model.precision}</dd>
        <dt>{text.labels}</dt>
        <dd>{model.labels.join(', ')}</dd>
        <dt>{text.sha256}</dt>
        <dd className="cw-code">{model.sha256}</dd>
      </dl>
      {model.isDemonstration && <p className="cw-lead">{text.demonstrationText}</p>}
      {model.metrics.length === 0 ? (
        <p className="cw-lead">{text.none}</p>
      ) : (
        <Table caption={name} columns={[text.figure, text.value, text.interval, text.split]}>
          {model.metrics.map((metric) => (
            <tr key={`${metric.name} ${metric.split}`}>
              <th scope="row">{metric.name}</th>
              <td>{figure(metric.value)}</td>
              <td>
                {figure(metric.low)} – {figure(metric.high)}
              </td>
              <td>{metric.split}</td>
            </tr>
          ))}
        </Table>
      )}
    </article>
  );
}
