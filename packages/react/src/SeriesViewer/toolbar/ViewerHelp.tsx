import { X } from 'lucide-react';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/LocaleContext.js';
import { messages } from '../messages.js';
import { keyBindings } from '../state/viewerKeys.js';
import { IconButton } from './IconButton.js';

/** Every key of the viewer, what mouse and fingers do, and how much memory it takes. */
export function ViewerHelp({
  usedBytes,
  limitBytes,
  onClose,
}: {
  usedBytes: number;
  limitBytes: number;
  onClose(): void;
}) {
  const text = useMessages(messages);
  const { bytes } = useFormats();
  return (
    <section className="ee-viewer-help" part="help" aria-label={text.help}>
      <div className="ee-viewer-help-head">
        <h3>{text.help}</h3>
        <IconButton icon={X} label={text.close} onClick={onClose} />
      </div>
      <dl className="ee-viewer-keys">
        {keyBindings.map(({ does, shown }) => (
          <div key={does}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text[does]}</dd>
          </div>
        ))}
      </dl>
      <p>{text.mouseHelp}</p>
      <p>
        {text.memory(bytes(usedBytes), bytes(limitBytes))} {text.notDiagnostic}
      </p>
    </section>
  );
}
