import type { ReportedModel } from './reportedAnalysis.js';

/** Said by every object that is written of a demonstration model's result. */
export const demonstrationStatement =
  'DEMONSTRATION - NOT FOR DIAGNOSIS. The model was trained on synthetic phantoms and is not validated on patients.';

/** Said by every object that shows attention. */
export const attentionStatement =
  'Attention shows what the score of the model rests on. It does not localise a lesion and is no diagnosis.';

/** What has to be said of a model's results, the most important first. */
export function statementsOf(model: ReportedModel): string[] {
  return model.isDemonstration ? [demonstrationStatement, attentionStatement] : [attentionStatement];
}

/** A Series Description (VR LO, 64 characters) that says it where a list of series shows no more. */
export function seriesDescription(content: string, model: ReportedModel): string {
  return `EventEye ${content}${model.isDemonstration ? ' - DEMO, NOT FOR DIAGNOSIS' : ''}`;
}
