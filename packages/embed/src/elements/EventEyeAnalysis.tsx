import { type EventEyeClient, MedicalImageCard } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';
import { followAnalyses } from './followAnalyses.js';

/**
 * `<eventeye-analysis image-id="…">`: one image with its newest analysis, live, and the Analyse button.
 *
 * Events: `analysisrequested` and `analysiscompleted` with `{ analysisId, medicalImageId, status }`.
 */
export class EventEyeAnalysis extends EventEyeElement {
  static override observedAttributes = [...EventEyeElement.observedAttributes, 'image-id', 'read-only'];
  #follow = followAnalyses((name, detail) => this.tell(name, detail));

  /** @internal */
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
}
