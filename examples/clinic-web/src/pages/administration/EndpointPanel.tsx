import type { WebhookEndpoint } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { messages } from './messages.js';

/** Properties of {@link EndpointPanel}. */
export interface EndpointPanelProps {
  endpoint: WebhookEndpoint;
  /** Told when it is other than it was, or gone. */
  onChanged(): void;
  /** Told when a test was sent. */
  onSent(): void;
}

/** One address of another system. */
export function EndpointPanel({ endpoint, onChanged, onSent }: EndpointPanelProps) {
  const text = useMessages(messages);
  const { webhooks } = useEventEye();
  const update = useAction(webhooks.updateEndpoint);
  const remove = useAction(webhooks.deleteEndpoint);
  const test = useAction(webhooks.sendTest);
  const { id, url, disabledAt, failingSince } = endpoint;
  const state = disabledAt ? text.off : failingSince ? text.failing : text.on;
  return (
    <article className="cw-panel cw-form" aria-label={url}>
      <div className="cw-head">
        <div>
          <h3 className="cw-code">{url}</h3>
          <p className="cw-lead">{endpoint.description}</p>
          <p className="cw-lead cw-code">{endpoint.events.join(', ')}</p>
        </div>
        <span className="cw-badge" data-tone={disabledAt ? undefined : failingSince ? 'bad' : 'good'}>
          {state}
        </span>
      </div>
      {endpoint.disabledReason && <p className="cw-lead">{endpoint.disabledReason}</p>}
      <ErrorNote error={update.error ?? remove.error ?? test.error} />
      <div className="cw-actions">
        <Button onClick={async () => (await test.run(id)) && onSent()} disabled={test.state === 'running'}>
          {text.test}
        </Button>
        <Button
          onClick={async () =>
            (await update.run({ endpointId: id, enabled: disabledAt !== null })) && onChanged()
          }
        >
          {disabledAt ? text.switchOn : text.switchOff}
        </Button>
        <Button
          kind="danger"
          onClick={async () => {
            await remove.run(id);
            onChanged();
          }}
        >
          {text.remove}
        </Button>
      </div>
    </article>
  );
}
