import type { SeriesDetails } from '@eventeye/client';
import { useAnalyzeSeries, useSeries } from '@eventeye/client/react';
import { SeriesViewer, useFormats, useMessages } from '@eventeye/react';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { AnalyzeButton } from './AnalyzeButton.js';
import { messages } from './messages.js';
import { SeriesRun } from './SeriesRun.js';

/** One series: to be read slice by slice, analysed as a whole, and what came of it along the slices. */
export function SeriesPage() {
  const { seriesId } = useParams();
  const series = useSeries(seriesId);
  return (
    <QueryView query={series}>
      {(found) => <SeriesView key={found.id} series={found} onRun={series.retry} />}
    </QueryView>
  );
}

function SeriesView({ series, onRun }: { series: SeriesDetails; onRun(): void }) {
  const text = useMessages(messages);
  const { millimetres, personName } = useFormats();
  const run = useAnalyzeSeries(series.id, { latest: series.latestAnalysis });
  const [sliceIndex, setSliceIndex] = useState<number>();
  const runId = run.analysis?.id;
  const isNew = runId !== undefined && runId !== series.latestAnalysis?.id;
  useEffect(() => {
    // The viewer follows the newest run of the series.
    if (isNew) onRun();
  }, [isNew, onRun]);
  const { study, description, imageCount, sliceSpacingMm, modality } = series;
  const { patient } = study;
  const facts = [
    patient.name && personName(patient.name),
    study.description,
    `${modality}, ${text.slices(imageCount)}`,
    sliceSpacingMm && text.spacing(millimetres(sliceSpacingMm)),
  ];
  return (
    <div className="cw-page">
      <PageHead
        title={description || text.untitled}
        lead={facts.filter(Boolean).join(' · ')}
        trail={[
          ['/patients', text.patients],
          [`/patients/${patient.id}`, patient.mrn],
        ]}
      >
        <AnalyzeButton run={run} />
      </PageHead>
      <SeriesViewer seriesId={series.id} sliceIndex={sliceIndex} onSliceIndexChange={setSliceIndex} />
      <SeriesRun run={run} onSlice={setSliceIndex} />
    </div>
  );
}
