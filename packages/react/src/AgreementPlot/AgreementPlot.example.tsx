import { AgreementPlot } from '@eventeye/react';

export function LastYear() {
  return <AgreementPlot from="2026-01-01T00:00:00Z" until="2027-01-01T00:00:00Z" />;
}
