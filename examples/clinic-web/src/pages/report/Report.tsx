import type { AIAnalysisResult, Analysis, MedicalImage, Reading } from '@eventeye/client';
import { DemonstrationBanner, useFormats, useMessages } from '@eventeye/react';
import { useState } from 'react';
import { useAddress } from '../../data/useAddress.js';
import { Facts } from '../../layout/Facts.js';
import { useUser } from '../../session/UserContext.js';
import { messages } from './messages.js';
import { ReportedResult } from './ReportedResult.js';

/** Properties of {@link Report}. */
export interface ReportProps {
  analysis: Analysis;
  result: AIAnalysisResult;
  image: MedicalImage;
  readings: readonly Reading[];
}

/** One result with all that a reader on paper needs: whom and what it shows, what was said, by what, and how to check it. */
export function Report({ analysis, result, image, readings }: ReportProps) {
  const text = useMessages(messages);
  const { date, dateTime, personName } = useFormats();
  const address = useAddress();
  const user = useUser();
  const [printedAt] = useState(() => new Date().toISOString());
  const { model, receipt } = result;
  const { patient } = image;
  return (
    <article className="cw-report cw-panel">
      <header className="cw-report-head">
        <div>
          <strong>{user.organization.name}</strong>
          <span>EventEye</span>
        </div>
        <h2>{text.title}</h2>
        <p>{text.notDiagnosis}</p>
        {model.isDemonstration && <DemonstrationBanner model={`${model.name} ${model.version}`} />}
      </header>
      <div className="cw-report-pair">
        <Facts
          title={text.patient}
          facts={[
            [text.mrn, patient.mrn],
            [text.name, patient.name ? personName(patient.name) : text.unknown],
            [text.birthDate, patient.birthDate ? date(patient.birthDate) : text.unknown],
          ]}
        />
        <Facts
          title={text.analysis}
          facts={[
            [text.requested, dateTime(analysis.createdAt)],
            [text.finished, analysis.finishedAt ? dateTime(analysis.finishedAt) : text.unknown],
            [text.requestedBy, analysis.requestedBy?.name ?? text.unknown],
          ]}
        />
      </div>
      <ReportedResult result={result} />
      <section>
        <h3>{text.pictures}</h3>
        <div className="cw-report-pictures">
          <figure>
            <img src={address(image.pngUrl)} alt={text.picture} />
            <figcaption>{text.picture}</figcaption>
          </figure>
          <figure>
            <img src={address(result.overlayUrl)} alt={text.attention} />
            <figcaption>{text.attention}</figcaption>
          </figure>
        </div>
      </section>
      <Facts
        title={text.image}
        facts={[
          [text.filename, image.filename],
          [text.size, text.pixels(image.width, image.height)],
          [text.sopInstanceUid, image.sopInstanceUid ?? text.unknown],
          [
            text.series,
            image.series ? `${image.series.modality} ${image.series.seriesInstanceUid}` : text.unknown,
          ],
        ]}
      />
      <Facts
        title={text.model}
        facts={[
          [text.version, `${model.name} ${model.version}`],
          [text.precision, model.precision],
        ]}
      />
      <section>
        <h3>{text.readings}</h3>
        {readings.length === 0 && <p>{text.noReadings}</p>}
        <ul>
          {readings.map(({ id, agrees, label, note, reader, createdAt }) => (
            <li key={id}>
              {dateTime(createdAt)}, {reader?.name ?? text.unknown}: {agrees ? text.agrees : text.disagrees},{' '}
              {text[label]}
              {note && ` — ${note}`}
            </li>
          ))}
        </ul>
      </section>
      <Facts
        title={text.receipt}
        lead={text.receiptText}
        isCode
        facts={[
          [text.imageSha256, receipt.imageSha256],
          [text.inputTensorSha256, receipt.inputTensorSha256],
          [text.modelSha256, receipt.modelSha256],
          [text.preprocessing, receipt.preprocessing],
          [text.runtime, receipt.runtime],
          [text.analysis, analysis.id],
        ]}
      />
      <footer className="cw-report-foot">{text.printed(dateTime(printedAt), user.name)}</footer>
    </article>
  );
}
