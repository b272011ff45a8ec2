import { describe, expect, it } from 'vitest';
import { renderReport } from './renderReport.js';
import type { ReportCase, ReportInput } from './reportInput.js';
import { sampleInput } from './testing/sampleInput.js';

const sample = sampleInput(12);

describe('renderReport of unusual input', () => {
  it('escapes every name that comes from outside', () => {
    const hostile = '"><script>alert(1)</script>\'&';
    const page = renderReport(
      {
        ...sample,
        manifest: { ...sample.manifest, description: hostile, licence: hostile },
        patientCases: sample.patientCases.map((one) => ({ ...one, label: hostile, predictedLabel: hostile })),
        breakdowns: [{ name: hostile, rows: [{ value: hostile, patients: 1, slices: 1, auc: undefined }] }],
        gate: [{ name: hostile, images: 1, inScope: 1, expected: 'IN_SCOPE' }],
        examples: sample.examples.map((one) => ({ ...one, label: hostile, outcome: hostile })),
      },
      [hostile],
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;');
  });

  it('counts and draws three labels', () => {
    const names = ['BENIGN', 'DCIS', 'INVASIVE'] as const;
    const relabel = (one: ReportCase, i: number): ReportCase => ({
      ...one,
      label: names[i % 3]!,
      malignant: i % 3 > 0,
      predictedLabel: names[(i + (i < 3 ? 1 : 0)) % 3]!,
    });
    const page = renderReport({
      ...sample,
      manifest: { ...sample.manifest, labels: names.map((name) => ({ name, malignant: name !== 'BENIGN' })) },
      patientCases: sample.patientCases.map(relabel),
    });
    // Of four patients of each class, the first was taken for the next class.
    expect(page.match(/<th scope="row">DCIS<\/th>/g)).toHaveLength(4);
    const confusion = page
      .split('<table>')
      .find((table) => table.includes('Patients: true class against the class'))!;
    expect(confusion.match(/>3 <small>75.0 %/g)).toHaveLength(3);
    expect(confusion.match(/>1 <small>25.0 %/g)).toHaveLength(3);
    expect(page).toContain('BENIGN, DCIS (malignant), INVASIVE (malignant)');
  });

  it('counts a label that the manifest does not name', () => {
    const odd = sample.patientCases.map((one, i) => (i === 0 ? { ...one, label: 'OTHER' } : one));
    expect(renderReport({ ...sample, patientCases: odd })).toContain('<th scope="row">OTHER</th>');
  });

  it('leaves nothing undefined without breakdowns, sets of images and examples', () => {
    const page = renderReport({ ...sample, breakdowns: [], gate: [], examples: [], control: undefined });
    expect(page).toContain('No breakdown was made.');
    expect(page).toContain('The in-scope test was not tried on any set of images.');
    expect(renderReport({ ...sample, breakdowns: [{ name: 'Vendor', rows: [] }] })).toContain(
      'No breakdown was made.',
    );
  });

  it('says that a class is absent, in a group and in the whole test part', () => {
    const group = { value: 'Vendor C', patients: 2, slices: 16, auc: undefined };
    const page = renderReport({ ...sample, breakdowns: [{ name: 'Vendor', rows: [group] }] });
    expect(page).toContain('a class is absent</td>');
    const benign = (cases: readonly ReportCase[]) => cases.filter(({ malignant }) => !malignant);
    const input: ReportInput = {
      ...sample,
      patientCases: benign(sample.patientCases),
      sliceCases: benign(sample.sliceCases),
    };
    const without = renderReport(input);
    expect(without).toContain('No curves are drawn: a class is absent from the test part.');
    expect(without).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('keeps its shape without any case', () => {
    const page = renderReport({ ...sample, patientCases: [], sliceCases: [] });
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    expect(page.match(/<section/g)).toHaveLength(11);
  });
});
