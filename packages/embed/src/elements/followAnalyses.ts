import type { AnalysisState } from '@eventeye/react';
import { isFinal } from '@eventeye/react';
import type { AnalysisDetail } from './elementEvents.js';

/** Tells of analyses that begin and end while the page is open; one that had ended before is no news. */
export function followAnalyses(
  tell: (name: 'analysisrequested' | 'analysiscompleted', detail: AnalysisDetail) => void,
): (analysis: AnalysisState, medicalImageId: string) => void {
  const underWay = new Set<string>();
  return ({ id: analysisId, status }, medicalImageId) => {
    const detail = { analysisId, medicalImageId, status };
    if (!isFinal(status)) {
      if (!underWay.has(analysisId)) tell('analysisrequested', detail);
      underWay.add(analysisId);
    } else if (underWay.delete(analysisId)) {
      tell('analysiscompleted', detail);
    }
  };
}
