import { useModels } from '@eventeye/client/react';
import { useMessages } from '@eventeye/react';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { ModelPanel } from './ModelPanel.js';
import { messages } from './messages.js';

/** The models that this installation has known, the active one first. */
export function ModelsPage() {
  const text = useMessages(messages);
  const models = useModels();
  return (
    <div className="cw-page">
      <PageHead title={text.title} lead={text.lead} />
      <QueryView query={models}>
        {(known) =>
          known
            .toSorted((a, b) => Number(b.isActive) - Number(a.isActive))
            .map((model) => <ModelPanel key={model.id} model={model} onChanged={models.retry} />)
        }
      </QueryView>
    </div>
  );
}
