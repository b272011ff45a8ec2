import type { SeriesDetails } from '@eventeye/client';
import { useAnalyzeSeries, useSeries } from '@eventeye/client/react';
import { useFormats, useMessages } from '@eventeye/react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { personName } from '../../format/personName.js';
import { PageHead } from '../../layout/PageHead.js';
import { QueryView } from '../../layout/QueryView.js';
import { AnalyzeButton } from './AnalyzeButton.js';
import { messages } from './messages.js';
import { SeriesRun } from './SeriesRun.js';
import { Viewer } from './Viewer.js';

/** One series: to be read slice by slice, analysed as a whole, and what came of it along the slices. */
export function SeriesPage() {
  const { seriesId } = useParams();
  const series = useSeries(seriesId);
  return <QueryView query={series}>{(found) => <SeriesView key={found.id} series={found} />}</QueryView>;
}

function SeriesView({ series }: { series: SeriesDetails }) {
  const text = useMessages(messages);
  const { millimetres } = useFormats();
  const run = useAnalyzeSeries(series.id, { latest: series.latestAnalysis });
  const [sliceIndex, setSliceIndex] = useState(0);
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
      <Viewer
        series={series}
        analysis={run.analysis ?? series.latestAnalysis}
        sliceIndex={sliceIndex}
        onSliceIndex={setSliceIndex}
      />
      <SeriesRun run={run} onSlice={setSliceIndex} />
    </div>
  );
}
