import { FlaskConical } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** Properties of {@link DemonstrationBanner}. */
export interface DemonstrationBannerProps {
  /** Name and version of the model, for example `resnet50-phantom 1.2.0`. */
  model?: string;
  /** Added to the element. */
  className?: string;
}

/** Says that a result comes from a model that is no medical device. Stands wherever such a result is shown. */
export function DemonstrationBanner({ model, className }: DemonstrationBannerProps) {
  const text = useMessages(messages);
  return (
    <p
      className={className ? `ee-demonstration ${className}` : 'ee-demonstration'}
      part="demonstration"
      role="note"
    >
      <FlaskConical aria-hidden="true" className="ee-demonstration-icon" />
      <span>
        <strong>{text.title}</strong>
        {model && <span className="ee-demonstration-model"> {model}</span>}
        <br />
        {text.text}
      </span>
    </p>
  );
}
