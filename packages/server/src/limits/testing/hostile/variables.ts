import { type HostileOperation, invalid, nest, times, tooComplex } from './hostileOperation.js';

const nestedJson = (depth: number) =>
  `{"query":"{__typename}","variables":{"x":${nest(depth, '[', '', ']')}}}`;

/** Variables that are deep, many or huge. */
export const variables: HostileOperation[] = [
  tooComplex('variables: 10,001 values in a list', '{ __typename }', /values in variables is 10,000/, {
    x: times(10_001, () => ''),
  }),
  tooComplex(
    'variables: 20,000 names',
    '{ __typename }',
    /values in variables/,
    Object.fromEntries(times(20_000, (i) => `v${i}`).map((name) => [name, 1])),
  ),
  tooComplex('variables: a text of 900,000 characters', '{ __typename }', /characters in a text/, {
    x: 'x'.repeat(900_000),
  }),
  { ...tooComplex('variables: 17 levels', '', /levels in variables is 16/), body: nestedJson(17) },
  { ...tooComplex('variables: 400,000 levels', '', /levels in variables is 16/), body: nestedJson(400_000) },
  {
    ...tooComplex('extensions: 400,000 levels', '', /levels in variables is 16/),
    body: nestedJson(400_000).replace('variables', 'extensions'),
  },
  invalid(
    'variables: a number beyond every number',
    'query ($n: Int) { patients(first: $n) { totalCount } }',
    'BAD_USER_INPUT',
    /Int cannot represent/,
    { n: 1e308 },
  ),
  {
    ...invalid('variables: 1e999', '', 'BAD_USER_INPUT', /Int cannot represent/),
    body: '{"query":"query ($n: Int) { patients(first: $n) { totalCount } }","variables":{"n":1e999}}',
  },
  invalid(
    'numbers: 10,000 digits',
    `{ patients(first: ${'9'.repeat(10_000)}) { totalCount } }`,
    'GRAPHQL_VALIDATION_FAILED',
    /Int cannot represent/,
  ),
];
