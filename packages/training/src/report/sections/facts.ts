import type { Manifest } from '@eventeye/inference';
import { patientSentence, precisionsOf, scopeTests } from '../describeManifest.js';
import { count, counted, megabytes, percent } from '../format.js';
import { type Content, html, type Markup } from '../html.js';
import { type Section, tableBlock } from './section.js';

/** What the model is, with the hashes that pin it down. */
export const facts: Section = {
  id: 'model',
  title: 'Model',
  render: ({ manifest }) =>
    html`<dl class="facts">${factsOf(manifest).map(
      ([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`,
    )}</dl>${precisionTable(manifest)}${partTable(manifest)}`,
};

function factsOf(manifest: Manifest): [string, Content][] {
  const { file, input, training, dataset, golden, outputs } = manifest;
  const hash = (value: string) => html`<code>${value}</code>`;
  return [
    ['Name', `${manifest.name} ${manifest.version}`],
    [
      'Labels',
      manifest.labels.map(({ name, malignant }) => (malignant ? `${name} (malignant)` : name)).join(', '),
    ],
    ['Input', `${input.width} × ${input.height}, ${input.channels}, ${input.preprocessing}`],
    ['Last convolution', outputs.featureShape.join(' × ')],
    ['Precision', `${manifest.precision}, ${megabytes(file.byteLength)}`],
    [
      'Training',
      `${training.framework}; ${counted(training.epochs, 'epoch')}, seed ${training.seed}, initial weights: ${training.initialWeights}`,
    ],
    ['In-scope test', scopeTests(manifest).join('; ')],
    ['Patients', patientSentence(manifest)],
    ['Data', dataset.description],
    ['Licence', manifest.licence],
    ['Model file', hash(file.sha256)],
    ['Dataset ledger', hash(dataset.ledgerSha256)],
    ['Golden picture', hash(golden.imageSha256)],
    ['Golden tensor', hash(golden.inputTensorSha256)],
  ];
}

function precisionTable(manifest: Manifest): Content {
  const rows = precisionsOf(manifest);
  if (rows.every(({ comparison }) => comparison === undefined)) return undefined;
  const cells = (comparison: Manifest['comparison']): string[] =>
    comparison
      ? [
          percent(comparison.classAgreement),
          comparison.aucLoss.toFixed(5),
          comparison.heatmapCorrelation.toFixed(4),
        ]
      : ['–', '–', '–'];
  const figure = (content: Content) => ({ content, kind: 'figure' as const });
  return tableBlock(
    'Precisions of the network against fp32, by slice of the test part; the first is served by default.',
    [
      { content: 'Precision' },
      ...['File', 'Same class', 'AUC loss', 'Correlation of attention maps'].map(figure),
    ],
    rows.map(({ precision, byteLength, comparison }) => [
      { content: precision, kind: 'head' as const },
      ...[megabytes(byteLength), ...cells(comparison)].map(figure),
    ]),
  );
}

function partTable({ dataset: { patients, slices } }: Manifest): Markup {
  const parts = ['train', 'validation', 'test'] as const;
  return tableBlock(
    'Size of the parts; no patient is in two of them.',
    [{ content: 'Part' }, { content: 'Patients', kind: 'figure' }, { content: 'Slices', kind: 'figure' }],
    parts.map((part) => [
      { content: part, kind: 'head' },
      { content: count(patients[part]), kind: 'figure' },
      { content: count(slices[part]), kind: 'figure' },
    ]),
  );
}
