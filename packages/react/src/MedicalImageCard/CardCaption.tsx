import type { MedicalImage } from '@eventeye/client';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import type { MedicalImageCardState } from './cardState.js';
import { messages } from './messages.js';

/** Properties of {@link CardCaption}. */
export interface CardCaptionProps {
  /** Of the heading, which names the card. */
  id: string;
  image: MedicalImage | undefined;
  state: MedicalImageCardState;
}

/** Whose image it is and which one. */
export function CardCaption({ id, image, state }: CardCaptionProps) {
  const text = useMessages(messages);
  const { date, dateTime, personName } = useFormats();
  const label = usePictureLabel(image);
  if (!image) {
    return (
      <h3 id={id} className={state === 'loading' || state === 'empty' ? 'ee-card-title' : 'ee-hidden'}>
        {state === 'loading' ? text.loading : state === 'empty' ? text.empty : text.image}
      </h3>
    );
  }
  const { patient, series, createdAt, filename } = image;
  return (
    <header className="ee-card-caption" part="caption">
      <h3 id={id} className="ee-card-title">
        {label}
      </h3>
      <p>
        <strong>{patient.name ? personName(patient.name) : text.unnamed}</strong>{' '}
        <span className="ee-card-mrn">{patient.mrn}</span>
        {patient.birthDate && (
          <>
            {' '}
            {text.born} <time dateTime={patient.birthDate}>{date(patient.birthDate)}</time>
          </>
        )}
      </p>
      <p className="ee-card-origin">
        {[series?.modality, label === filename ? undefined : filename].filter(Boolean).map((part) => (
          <span key={part}>{part}</span>
        ))}
        <span>
          {text.uploaded} <time dateTime={createdAt}>{dateTime(createdAt)}</time>
        </span>
      </p>
    </header>
  );
}

/** What an image is called: its place in the series, or its file. */
export function usePictureLabel(image: MedicalImage | undefined): string {
  const text = useMessages(messages);
  if (!image) return text.image;
  const { instanceNumber, series, filename } = image;
  return instanceNumber !== null && series ? text.slice(instanceNumber, series.imageCount) : filename;
}
