import { useAgreement } from '@eventeye/client/react';
import { useState } from 'react';
import { AgreementPlotView } from './AgreementPlotView.js';
import type { AgreementMeasure } from './agreementRows.js';

/** Properties of {@link AgreementPlot}. */
export interface AgreementPlotProps {
  /** Only this version of a model. */
  modelVersionId?: string | undefined;
  /** Only readings recorded from this instant on, ISO 8601. */
  from?: string | undefined;
  /** Only readings recorded before it, ISO 8601. */
  until?: string | undefined;
}

/** How model and readers of the organization agree, with intervals, by version of the model and by site. */
export function AgreementPlot({ modelVersionId, from, until }: AgreementPlotProps) {
  const [measure, setMeasure] = useState<AgreementMeasure>('agreement');
  const [blindedOnly, setBlindedOnly] = useState(false);
  const found = useAgreement({
    ...(modelVersionId && { modelVersionId }),
    ...(from && { from }),
    ...(until && { until }),
    blindedOnly,
  });
  return (
    <AgreementPlotView
      state={found.state === 'idle' ? 'loading' : found.state}
      agreements={found.data ?? []}
      measure={measure}
      onMeasure={setMeasure}
      blindedOnly={blindedOnly}
      onBlindedOnly={setBlindedOnly}
      error={found.error}
      onRetry={found.retry}
    />
  );
}
