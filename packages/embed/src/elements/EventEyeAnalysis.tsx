import { type AnalysisState, type EventEyeClient, isFinal, MedicalImageCard } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';

/**
 * `<eventeye-analysis image-id="…">`: one image with its newest analysis, live, and the Analyse button.
 *
 * Events: `analysisrequested` and `analysiscompleted` with `{ analysisId, medicalImageId, status }`.
 */
export class EventEyeAnalysis extends EventEyeElement {
  static override observedAttributes = [...EventEyeElement.observedAttributes, 'image-id', 'read-only'];
  #underWay = new Set<string>();

  protected override content(_client: EventEyeClient): ReactNode {
    const medicalImageId = this.required('image-id');
    return (
      <MedicalImageCard
        medicalImageId={medicalImageId}
        mayAnalyze={!this.hasAttribute('read-only')}
        onAnalysisChange={(analysis) => this.#follow(analysis, medicalImageId)}
      />
    );
  }

  /** An analysis that had ended before the page was opened is no news. */
  #follow({ id: analysisId, status }: AnalysisState, medicalImageId: string): void {
    const detail = { analysisId, medicalImageId, status };
    if (!isFinal(status)) {
      if (!this.#underWay.has(analysisId)) this.tell('analysisrequested', detail);
      this.#underWay.add(analysisId);
    } else if (this.#underWay.delete(analysisId)) {
      this.tell('analysiscompleted', detail);
    }
  }
}
