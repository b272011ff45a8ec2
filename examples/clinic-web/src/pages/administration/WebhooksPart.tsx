import { useWebhookEndpoints } from '@eventeye/client/react';
import { useMessages } from '@eventeye/react';
import { useState } from 'react';
import { QueryView } from '../../layout/QueryView.js';
import { Deliveries } from './Deliveries.js';
import { EndpointPanel } from './EndpointPanel.js';
import { messages } from './messages.js';
import { NewEndpoint } from './NewEndpoint.js';

/** Other systems that are told what happens, and how they took it. */
export function WebhooksPart() {
  const text = useMessages(messages);
  const endpoints = useWebhookEndpoints();
  const [sent, setSent] = useState(0);
  return (
    <>
      <div className="cw-head">
        <h2>{text.endpoints}</h2>
        <NewEndpoint onMade={endpoints.retry} />
      </div>
      <QueryView query={endpoints}>
        {(found) =>
          found.length === 0 ? (
            <p className="cw-nothing cw-panel">{text.noEndpoints}</p>
          ) : (
            found.map((endpoint) => (
              <EndpointPanel
                key={endpoint.id}
                endpoint={endpoint}
                onChanged={endpoints.retry}
                onSent={() => setSent((count) => count + 1)}
              />
            ))
          )
        }
      </QueryView>
      <h2>{text.deliveries}</h2>
      <Deliveries key={sent} />
    </>
  );
}
