import type { Analysis } from '@eventeye/client';
import { useAnalysis, useMedicalImage, useReadings } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { Printer } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { messages } from './messages.js';
import { Report } from './Report.js';

/** A result on paper: what is shown here is what is printed, or saved as PDF, by the browser. See docs/decisions/0130. */
export function ReportPage() {
  const { analysisId } = useParams();
  const analysis = useAnalysis(analysisId);
  return <QueryView query={analysis}>{(found) => <ReportOf analysis={found} />}</QueryView>;
}

function ReportOf({ analysis }: { analysis: Analysis }) {
  const text = useMessages(messages);
  const { medicalImage, result } = analysis;
  const image = useMedicalImage(medicalImage.id);
  const readings = useReadings(analysis.id, { first: 100 });
  const back = `/images/${medicalImage.id}`;
  return (
    <div className="cw-page cw-report-page">
      <PageHead title={text.title} trail={[[back, medicalImage.filename]]}>
        <Button kind="primary" icon={<Printer />} onClick={() => window.print()} disabled={!result}>
          {text.print}
        </Button>
      </PageHead>
      {result ? (
        <QueryView query={image}>
          {(found) => (
            <Report analysis={analysis} result={result} image={found} readings={readings.data ?? []} />
          )}
        </QueryView>
      ) : (
        <div className="cw-nothing cw-panel">
          <p>{text.noResult}</p>
          <Link to={back}>{text.back}</Link>
        </div>
      )}
    </div>
  );
}
