import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import type { RequestContext } from '../schema/context.js';
import { operationCost } from './operationCost.js';

const context = {} as RequestContext;
const costOf = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return operationCost({ document, operation, variables, context });
};

it('is what docs/limits.md computes', () => {
  const example = `{ patients(first: 50) { totalCount edges { node { mrn studies(first: 2) {
    edges { node { id } } } } } } }`;
  expect(costOf(example)).toBe(551);
});

it('takes the size of a page from variables, and 20 where none is asked for', () => {
  const text = 'query ($n: Int) { patients(first: $n) { totalCount } }';
  expect(costOf(text, { n: 7 })).toBe(8);
  expect(costOf(text)).toBe(21);
  expect(costOf('{ patients(last: 3) { totalCount } }')).toBe(4);
});

it('multiplies what is beneath a plain list by ten', () => {
  expect(costOf('{ models { name } }')).toBe(11);
});

it('counts fragments wherever they are spread', () => {
  expect(costOf('{ models { ...m } activeModel { ...m } } fragment m on ModelVersion { name version }')).toBe(
    24,
  );
});

it('is that of the first operation alone, when it is asked for', () => {
  expect(costOf('query a { activeModel { id } } query b { models { id name } }')).toBe(2);
});

it('has room for a hundred images with all about their latest analysis', () => {
  const result = `outcome predictedLabel confidence malignancyProbability probabilities { label probability }
    findings { code text severity } recommendations biRads { categories rationale } heatmapUrl
    regions { x y width height score frame } model { id name version sha256 precision labels isActive isDemonstration }
    timings { queuedMs decodeMs inferenceMs totalMs } receipt { imageSha256 inputTensorSha256 modelSha256 }`;
  const text = `{ node(id: "x") { ... on Series { medicalImages(first: 100) { edges { cursor node { id filename pngUrl
    latestAnalysis { id status progress createdAt result { ${result} } } } } } } } }`;
  expect(costOf(text)).toBeLessThan(30_000);
});

it('is not known for variables that do not fit', () => {
  expect(costOf('query ($n: Int) { patients(first: $n) { totalCount } }', { n: 'many' })).toBeNull();
});

it('beyond the limit is refused with the cost and what to do', () => {
  const text =
    '{ patients(first: 100) { edges { node { medicalImages(first: 100) { edges { node { id } } } } } } }';
  expect(() => costOf(text)).toThrow(
    /limit of cost is 30,000. This one costs 30\d\d\d. Ask for smaller pages/,
  );
});
