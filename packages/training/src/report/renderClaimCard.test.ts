import { describe, expect, it } from 'vitest';
import { claimItems } from './claim/claimItems.js';
import { phantomNotes } from './phantomNotes.js';
import { type ClaimCardInput, renderClaimCard } from './renderClaimCard.js';
import { sampleInput } from './testing/sampleInput.js';

const sample = sampleInput(20);
const input: ClaimCardInput = { ...sample, notes: phantomNotes };
const card = renderClaimCard(input);

describe('renderClaimCard', () => {
  it('names all 44 items of CLAIM 2024 in order, each once', () => {
    const named = [...card.matchAll(/^\*\*(\d+)\. (.+?)\.\*\* (.+)$/gm)];
    expect(named.map((match) => Number(match[1]))).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
    expect(named.map((match) => match[2])).toEqual(claimItems.map(({ title }) => title));
    expect(named[33]![2]).toBe('Clinical trial registration');
    expect(named[43]![2]).toBe('Sources of funding and other support; role of funders');
  });

  it('answers every item for the phantom model', () => {
    expect(card).not.toContain('Not stated.');
    expect(card).toContain('**33. Testing on external data.** Not done: no clinical data.');
  });

  it('says openly what nobody stated', () => {
    const bare = renderClaimCard({
      ...input,
      manifest: { ...input.manifest, isDemonstration: false },
      notes: { intendedUse: 'Research.', limits: [], training: [], statements: {} },
    });
    expect(bare).toContain('**33. Testing on external data.** Not stated.');
    expect(bare).toContain('**44. Sources of funding and other support; role of funders.** Not stated.');
    expect(bare).not.toContain('phantom');
  });

  it('begins with the banner of a demonstration model', () => {
    const [, , first] = card.split('\n');
    expect(first).toMatch(/^> \*\*Demonstration model\. Not for diagnosis\./);
  });

  it('holds figures, thresholds and what they do, and the comparison of precisions', () => {
    const auc = input.manifest.metrics.find(({ name, level }) => name === 'auc' && level === 'patient')!;
    expect(card).toContain(
      `| patient | AUC | ${auc.value.toFixed(3)} | ${auc.low.toFixed(3)} to ${auc.high.toFixed(3)} |`,
    );
    expect(card).toContain('BENIGN below 0.1159, MALIGNANT from 0.5562');
    expect(card).toContain(
      '5.0 % of malignant and MALIGNANT at most 10.0 % of other cases, in 90.0 % of the draws',
    );
    expect(card).toMatch(/\| patient \| \d+\.\d % \| \d+\.\d % \| \d+\.\d % \|/);
    expect(card).toContain('| int8 | 24.0 MB | 99.2 % | 0.00162 | 0.9978 |');
    expect(card).toContain('| fp16 | 47.2 MB | 100.0 % | 0.00001 | 0.9999 |');
    const { comparison: _, alternatives: __, ...alone } = sample.manifest;
    expect(renderClaimCard({ ...input, manifest: alone })).not.toContain('against fp32');
  });

  it('prints no number that is none', () => {
    expect(card).not.toMatch(/NaN|undefined|Infinity/);
    const empty = renderClaimCard({
      ...input,
      patientCases: [],
      sliceCases: [],
      breakdowns: [],
      gate: [],
      control: undefined,
    });
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
    expect(empty).toContain('No control run on shuffled labels was made.');
  });

  it('keeps its tables whole when a name holds a bar, a tag or a line break', () => {
    const hostile = renderClaimCard({
      ...input,
      gate: [{ name: 'a|b\n<img src=x>', images: 4, inScope: 1, expected: 'OUT_OF_SCOPE' }],
    });
    expect(hostile).toContain('| a\\|b &lt;img src=x> | 4 | 1 | OUT_OF_SCOPE | 75.0 % |');
  });
});
