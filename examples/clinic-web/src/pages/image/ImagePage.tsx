import { MedicalImageCardView, useFormats, useMessages } from '@eventeye/react';
import { FileText } from 'lucide-react';
import { useParams } from 'react-router';
import { useAddress } from '../../data/useAddress.js';
import { useAnalysedImage } from '../../image/useAnalysedImage.js';
import { Facts } from '../../layout/Facts.js';
import { Gradually } from '../../layout/Gradually.js';
import { LinkButton } from '../../layout/LinkButton.js';
import { Loading } from '../../layout/Loading.js';
import { PageHead } from '../../layout/PageHead.js';
import { NotFound } from '../../shell/NotFound.js';
import { History } from './History.js';
import { messages } from './messages.js';
import { Readings } from './Readings.js';

/** One image: its picture with attention, the newest result, everything said before, and what clinicians say of it. */
export function ImagePage() {
  const text = useMessages(messages);
  const { dateTime } = useFormats();
  const address = useAddress();
  const { imageId } = useParams();
  const { endedId, ...card } = useAnalysedImage(imageId);
  const { image, analysis, error } = card;
  if (error?.code === 'NOT_FOUND' && !image) return <NotFound />;
  if (!image && !error) return <Loading />;
  const result = analysis?.result;
  return (
    <div className="cw-page">
      <PageHead
        title={image?.filename ?? '…'}
        trail={[
          ['/patients', text.patients],
          ...(image ? ([[`/patients/${image.patient.id}`, image.patient.mrn]] as const) : []),
          ...(image?.series ? ([[`/series/${image.series.id}`, text.series]] as const) : []),
        ]}
      >
        {analysis && result && (
          <LinkButton to={`/analyses/${analysis.id}/report`} icon={<FileText />}>
            {text.report}
          </LinkButton>
        )}
      </PageHead>
      <div className="cw-columns">
        <div>
          <h2 className="ee-hidden">{text.newest}</h2>
          <MedicalImageCardView {...card} />
        </div>
        <div>
          <Gradually>
            {imageId && <Readings analysis={analysis ?? undefined} />}
            {imageId && <History imageId={imageId} endedId={endedId} />}
            {image && (
              <section className="cw-panel cw-form">
                <Facts
                  title={text.details}
                  facts={[
                    [text.size, text.pixels(image.width, image.height, image.frameCount)],
                    [text.stored, dateTime(image.createdAt)],
                    [text.sopInstanceUid, image.sopInstanceUid ?? text.unknown],
                    [text.sha256, image.sha256],
                    [text.storagePath, image.storagePath],
                  ]}
                />
                <div className="cw-actions">
                  <a href={address(image.originalUrl)} download={image.filename}>
                    {text.original}
                  </a>
                  {result?.structuredReportUrl && (
                    <a href={address(result.structuredReportUrl)} download>
                      {text.structuredReport}
                    </a>
                  )}
                  {result?.secondaryCaptureUrl && (
                    <a href={address(result.secondaryCaptureUrl)} download>
                      {text.secondaryCapture}
                    </a>
                  )}
                </div>
              </section>
            )}
          </Gradually>
        </div>
      </div>
    </div>
  );
}
