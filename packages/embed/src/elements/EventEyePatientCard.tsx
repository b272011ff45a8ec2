import type { EventEyeClient } from '@eventeye/react';
import {
  type AnalysisState,
  Button,
  defineMessages,
  FailureNotice,
  MedicalImageCard,
  useFormats,
  useMessages,
  usePatient,
  usePatientImages,
} from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';
import { followAnalyses } from './followAnalyses.js';

/**
 * `<eventeye-patient-card patient-id="…">`: a patient with the newest images and what was said of them.
 *
 * Events: `analysisrequested` and `analysiscompleted` with `{ analysisId, medicalImageId, status }`.
 */
export class EventEyePatientCard extends EventEyeElement {
  static override observedAttributes = [...EventEyeElement.observedAttributes, 'read-only'];

  #follow = followAnalyses((name, detail) => this.tell(name, detail));

  /** @internal */
  protected override content(_client: EventEyeClient): ReactNode {
    return (
      <PatientCard
        patientId={this.required('patient-id')}
        mayAnalyze={!this.hasAttribute('read-only')}
        onAnalysisChange={this.#follow}
      />
    );
  }
}

const messages = defineMessages({
  en: { unnamed: 'No name', born: 'born', images: 'Images', none: 'No images yet.', more: 'Show more' },
  ko: {
    unnamed: '이름 없음',
    born: '생년월일',
    images: '영상',
    none: '아직 영상이 없습니다.',
    more: '더 보기',
  },
});

interface PatientCardProps {
  patientId: string;
  mayAnalyze: boolean;
  onAnalysisChange(analysis: AnalysisState, medicalImageId: string): void;
}

function PatientCard({ patientId, mayAnalyze, onAnalysisChange }: PatientCardProps) {
  const text = useMessages(messages);
  const { date, personName } = useFormats();
  const patient = usePatient({ id: patientId });
  const images = usePatientImages(patientId, { first: 6 });
  const error = patient.error ?? images.error;
  if (error && !patient.data) return <FailureNotice error={error} onRetry={patient.retry} />;
  const { data } = patient;
  return (
    <article className="ee-patient" part="patient" aria-busy={!data}>
      {data && (
        <header className="ee-patient-head">
          <strong>{data.name ? personName(data.name) : text.unnamed}</strong>
          <span>{data.mrn}</span>
          {data.birthDate && (
            <span>
              {text.born} <time dateTime={data.birthDate}>{date(data.birthDate)}</time>
            </span>
          )}
        </header>
      )}
      <section className="ee-patient-images" aria-label={text.images}>
        {images.data?.map(({ id }) => (
          <MedicalImageCard
            key={id}
            medicalImageId={id}
            mayAnalyze={mayAnalyze}
            onAnalysisChange={(analysis) => onAnalysisChange(analysis, id)}
          />
        ))}
      </section>
      {images.data?.length === 0 && <p>{text.none}</p>}
      {images.state === 'ready' && images.hasMore && (
        <Button onClick={images.loadMore} disabled={images.isLoadingMore}>
          {text.more}
        </Button>
      )}
    </article>
  );
}
