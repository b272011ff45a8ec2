import { useAnalyze, useMedicalImage } from '@eventeye/client/react';
import { type MedicalImageCardSlots, MedicalImageCardView } from './MedicalImageCardView.js';

/** Properties of {@link MedicalImageCard}. */
export interface MedicalImageCardProps {
  /** Global id of the image; without one the card is empty. */
  medicalImageId: string | undefined;
  /** Whether analyses may be asked for here; true unless told. The server has the last word. */
  mayAnalyze?: boolean;
  /** Offers to open the image in a viewer. */
  onOpen?: (() => void) | undefined;
  /** Offers the analyses so far. */
  onHistory?: (() => void) | undefined;
  /** Parts of the card of your own. */
  slots?: MedicalImageCardSlots | undefined;
}

/** One image with its newest analysis, live: what it says, and buttons to analyse it, again, or to stop. */
export function MedicalImageCard({
  medicalImageId,
  mayAnalyze = true,
  onOpen,
  onHistory,
  slots,
}: MedicalImageCardProps) {
  const found = useMedicalImage(medicalImageId);
  const latest = found.data?.latestAnalysis;
  const run = useAnalyze(medicalImageId ?? '', { latest });
  return (
    <MedicalImageCardView
      image={found.data}
      analysis={run.analysis ?? latest}
      isLoading={found.state === 'loading'}
      isRequesting={run.state === 'requesting'}
      error={found.error ?? run.error}
      onRetry={found.error || !mayAnalyze ? found.retry : run.analyze}
      onAnalyze={mayAnalyze ? run.analyze : undefined}
      onCancel={mayAnalyze ? run.cancel : undefined}
      onOpen={onOpen}
      onHistory={onHistory}
      slots={slots}
    />
  );
}
