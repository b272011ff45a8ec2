import type { Patient } from '@eventeye/client';
import { usePatient, usePatientImages, useStudies } from '@eventeye/client/react';
import { useFormats, useMessages } from '@eventeye/react';
import { useDeferredValue } from 'react';
import { useParams } from 'react-router';
import { ImageCard } from '../../image/ImageCard.js';
import { Gradually } from '../../layout/Gradually.js';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { ShowMore } from '../../layout/ShowMore.js';
import { useMayChange } from '../../session/UserContext.js';
import { messages } from './messages.js';
import { StudyPanel } from './StudyPanel.js';
import { Truth } from './truth/Truth.js';
import { UploadPanel } from './UploadPanel.js';

/** A patient: new images in, studies, and the newest images with what was said of them. */
export function PatientPage() {
  const { patientId } = useParams();
  const patient = usePatient(patientId === undefined ? undefined : { id: patientId });
  return <QueryView query={patient}>{(found) => <PatientView key={found.id} patient={found} />}</QueryView>;
}

/** As many cards as are looked at together; each is followed live. */
const cardsAtOnce = 6;

function PatientView({ patient }: { patient: Patient }) {
  const text = useMessages(messages);
  const { date, personName } = useFormats();
  const mayChange = useMayChange();
  const studies = useDeferredValue(useStudies(patient.id));
  const images = usePatientImages(patient.id, { first: cardsAtOnce });
  const { id, mrn, name, birthDate } = patient;
  const lead = [text.mrn(mrn), birthDate && text.born(date(birthDate))].filter(Boolean).join(' · ');
  const refresh = () => {
    studies.retry();
    images.retry();
  };
  return (
    <div className="cw-page">
      <PageHead title={name ? personName(name) : mrn} lead={lead} trail={[['/patients', text.patients]]} />
      {mayChange && <UploadPanel patientId={id} onStored={refresh} />}
      <section>
        <h2>{text.studies}</h2>
        <QueryView query={studies}>
          {(found) =>
            found.length === 0 ? (
              <div className="cw-nothing cw-panel">
                <h3>{text.noStudies}</h3>
                <p>{text.noStudiesText}</p>
              </div>
            ) : (
              <div className="cw-page">
                {found.map((study) => (
                  <StudyPanel key={study.id} study={study} />
                ))}
              </div>
            )
          }
        </QueryView>
        <ShowMore list={studies} />
      </section>
      {/* What stands below comes when what is above has its height. */}
      {studies.state !== 'loading' && (
        <>
          <Truth patientId={id} />
          <section>
            <h2>{text.images}</h2>
            <QueryView query={images}>
              {(found) =>
                found.length === 0 ? (
                  <p className="cw-nothing cw-panel">{text.noImages}</p>
                ) : (
                  <div className="cw-cards">
                    <Gradually>
                      {found.map((image) => (
                        <ImageCard key={image.id} imageId={image.id} />
                      ))}
                    </Gradually>
                  </div>
                )
              }
            </QueryView>
            <ShowMore list={images} />
          </section>
        </>
      )}
    </div>
  );
}
