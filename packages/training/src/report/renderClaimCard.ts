import { cardTables } from './claim/cardTables.js';
import { claimAnswer } from './claim/claimAnswers.js';
import { claimItems } from './claim/claimItems.js';
import type { ClaimNotes } from './claim/claimNotes.js';
import type { ReportInput } from './reportInput.js';
import { demonstrationWarning } from './sections/header.js';

/** Everything a model card shows. */
export interface ClaimCardInput extends ReportInput {
  notes: ClaimNotes;
}

/** The model card in Markdown: facts and figures first, then every item of CLAIM 2024 with what holds for this model. */
export function renderClaimCard(input: ClaimCardInput): string {
  const { manifest } = input;
  const banner = manifest.isDemonstration
    ? `> **Demonstration model. ${demonstrationWarning}.** It has seen no patient.
> No figure below says anything about patients.\n\n`
    : '';
  return `# Model card: ${manifest.name} ${manifest.version}

${banner}${manifest.description}

${cardTables(input)}

## CLAIM 2024 checklist

Every item of the Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani et al., Radiology: Artificial
Intelligence 2024; 6(4): e240300), with what holds for this model. What was not done or is not known is said so.

${claimItems.map((item, i) => `${heading(i)}**${item.number}. ${item.title}.** ${claimAnswer(item.number, input)}`).join('\n\n')}
`;
}

function heading(i: number): string {
  const { section } = claimItems[i]!;
  return section === claimItems[i - 1]?.section ? '' : `### ${section}\n\n`;
}
