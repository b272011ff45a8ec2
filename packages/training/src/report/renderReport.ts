import { html, trusted } from './html.js';
import { limitsOf } from './limits.js';
import type { ReportInput } from './reportInput.js';
import { breakdowns } from './sections/breakdowns.js';
import { calibration } from './sections/calibration.js';
import { control } from './sections/control.js';
import { decisions } from './sections/decisions.js';
import { discrimination } from './sections/discrimination.js';
import { examples } from './sections/examples.js';
import { facts } from './sections/facts.js';
import { figures } from './sections/figures.js';
import { gate } from './sections/gate.js';
import { renderBanner, renderContents, renderHeader } from './sections/header.js';
import type { Section } from './sections/section.js';
import { summary } from './sections/summary.js';
import { style } from './style.js';

/**
 * The evaluation report as one HTML file: style, drawings and pictures are within it, nothing is loaded and nothing
 * runs. Every name from outside is escaped.
 *
 * @param limits what the model can not do, beside what follows from its manifest.
 */
export function renderReport(input: ReportInput, limits: readonly string[] = []): string {
  const sections: Section[] = [
    summary,
    discrimination,
    calibration,
    decisions,
    breakdowns,
    control,
    gate,
    examples,
    figures,
    facts,
    limitsSection([...limitsOf(input.manifest), ...limits]),
  ];
  const { name, version, file } = input.manifest;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evaluation report: ${name} ${version}</title>
<style>${trusted(style)}</style>
</head>
<body>
${renderBanner(input.manifest)}
<main>
${renderHeader(input.manifest)}
${renderContents(sections)}
${sections.map(
  ({ id, title, render }, i) => html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading"><span class="number">${i + 1}</span>${title}</h2>
${render(input)}
</section>
`,
)}
<footer>${name} ${version}, model file <code>${file.sha256.slice(0, 12)}</code>. Every figure comes from the manifest; drawings and tables come from the same judged cases.</footer>
</main>
</body>
</html>
`.text;
}

const limitsSection = (limits: readonly string[]): Section => ({
  id: 'limits',
  title: 'Limits',
  render: () => html`<ul class="limits">${limits.map((limit) => html`<li>${limit}</li>`)}</ul>`,
});
