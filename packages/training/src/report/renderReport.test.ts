import { describe, expect, it } from 'vitest';
import { renderReport } from './renderReport.js';
import type { ReportInput } from './reportInput.js';
import { sampleInput } from './testing/sampleInput.js';

const sample = sampleInput();
const page = renderReport(sample);
const withManifest = (changes: Partial<ReportInput['manifest']>): ReportInput => ({
  ...sample,
  manifest: { ...sample.manifest, ...changes },
});
const sectionOf = (text: string, id: string): string =>
  text.slice(
    text.indexOf(`<section id="${id}"`),
    text.indexOf('</section>', text.indexOf(`<section id="${id}"`)),
  );

describe('renderReport', () => {
  it('holds every section, each linked from the contents', () => {
    const linked = [...page.matchAll(/<li><a href="#([a-z]+)">/g)].map((match) => match[1]);
    const present = [...page.matchAll(/<section id="([a-z]+)"/g)].map((match) => match[1]);
    expect(present).toEqual([
      'summary',
      'discrimination',
      'calibration',
      'decisions',
      'breakdown',
      'control',
      'gate',
      'examples',
      'figures',
      'model',
      'limits',
    ]);
    expect(linked).toEqual(present);
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|\son\w+=/i);
    expect(page).not.toMatch(/https?:/i);
    expect(page).not.toMatch(/url\(/i);
    for (const [, target] of page.matchAll(/\s(?:src|href)="([^"]*)"/g)) {
      expect(target).toMatch(/^(#|data:image\/png;base64,)/);
    }
  });

  it('names and describes every drawing, with ids that are unique on the page', () => {
    const drawings = [
      ...page.matchAll(/<svg([^>]*)>(<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>)?/g),
    ];
    const shown = drawings.filter(([, attributes]) => !attributes!.includes('aria-hidden="true"'));
    expect(shown).toHaveLength(6);
    for (const [, attributes, names] of shown) {
      expect(attributes).toContain('role="img"');
      expect(names).toBeDefined();
    }
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every table a caption and every heading cell a scope', () => {
    const tables = page.match(/<table>/g)!.length;
    expect(page.match(/<table><caption>[^<]/g)).toHaveLength(tables);
    expect(page.match(/<th(?![a-z])/g)).toHaveLength(page.match(/<th scope="(col|row)"/g)!.length);
  });

  it('draws no number that is none', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('warns for a demonstration model only', () => {
    const warning = 'Not for diagnosis. Trained and measured on synthetic phantoms';
    expect(page).toContain(warning);
    expect(renderReport(withManifest({ isDemonstration: false }))).not.toContain(warning);
  });

  it('shows the figures of the manifest with their intervals', () => {
    const { value, low, high } = sample.manifest.metrics.find(({ name }) => name === 'auc')!;
    expect(sectionOf(page, 'summary')).toContain(value.toFixed(3));
    expect(sectionOf(page, 'summary')).toContain(`${low.toFixed(3)} to ${high.toFixed(3)}`);
    expect(sectionOf(renderReport(withManifest({ metrics: [] })), 'summary')).toContain('not measured');
  });

  it('says where the drawings and the manifest contradict each other', () => {
    expect(page).not.toContain('in the drawings');
    const fewer = renderReport({ ...sample, patientCases: sample.patientCases.slice(2) });
    expect(fewer).toContain('The manifest counts 60 test cases by patient, the drawings hold 58.');
  });

  it('says whether 0.5 lies in the interval of the control run', () => {
    expect(page).toContain('By patient, 0.5 lies in the interval of the AUC, 0.337 to 0.631.');
    const leaking = sample.control!.map((auc) => ({ ...auc, low: 0.55 }));
    expect(renderReport({ ...sample, control: leaking })).toContain('By patient, 0.5 does not lie in');
    expect(renderReport({ ...sample, control: undefined })).toContain(
      'No control run on shuffled labels was made.',
    );
  });

  it('counts the outcomes by the thresholds that serve', () => {
    const { benignBelow, malignantFrom } = sample.manifest.thresholds;
    const edge = sample.patientCases.map((one, i) => ({
      ...one,
      probability: i < 7 ? malignantFrom : benignBelow,
    }));
    const table = sectionOf(renderReport({ ...sample, patientCases: edge }), 'decisions').split(
      '</table>',
    )[0];
    expect(table).toContain('>4 <small>13.3 %');
    expect(table).toContain('>27 <small>90.0 %');
  });

  it('shows hits and misses as pictures within the file', () => {
    const examples = sectionOf(page, 'examples');
    expect(examples.match(/<img alt="[^"]+" src="data:image\/png;base64,iVBOR/g)).toHaveLength(4);
    expect(examples).toContain('attention, not localisation');
    expect(sectionOf(renderReport({ ...sample, examples: [] }), 'examples')).toContain('No miss was given.');
  });
});
