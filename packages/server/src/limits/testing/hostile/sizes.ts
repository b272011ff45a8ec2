import { type HostileOperation, invalid, times, tooComplex } from './hostileOperation.js';

/** Bodies and texts that are large, or not what they should be. */
export const sizes: HostileOperation[] = [
  // Sizes
  {
    name: 'size: a query of 10 MB',
    body: { query: `{ ${'a '.repeat(5_000_000)} }` },
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    says: /Send less/,
  },
  {
    name: 'size: variables of 10 MB',
    body: { query: '{ __typename }', variables: { x: 'x'.repeat(10_000_000) } },
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    says: /Send less/,
  },
  tooComplex(
    'size: a comment of 900,000 characters',
    `#${'x'.repeat(900_000)}\n{ __typename }`,
    /characters in a document/,
  ),
  tooComplex(
    'size: spaces, 900,000 of them',
    `{${' '.repeat(900_000)}__typename }`,
    /characters in a document/,
  ),
  tooComplex(
    'size: a text literal of 900,000 characters',
    `{ node(id: "${'x'.repeat(900_000)}") { id } }`,
    /characters in a document/,
  ),
  tooComplex(
    'size: a block text of 99,000 lines',
    `{ node(id: """${'\n'.repeat(99_990)}x""") { id } }`,
    /characters in a document/,
  ),
  invalid(
    'size: a name of 90,000 characters',
    `{ ${'x'.repeat(90_000)} }`,
    'GRAPHQL_VALIDATION_FAILED',
    /Cannot query field/,
  ),
  invalid(
    'size: 590 wrong names, each nearly right',
    `{ ${times(590, (i) => `patient${i}`).join(' ')} }`,
    'GRAPHQL_VALIDATION_FAILED',
    /Cannot query field/,
  ),
  // Batches
  {
    name: 'batch: 2 operations',
    body: [{ query: '{ __typename }' }, { query: '{ __typename }' }],
    status: 400,
    code: 'VALIDATION_FAILED',
    says: /Batches are not accepted/,
  },
  {
    name: 'batch: 30,000 operations',
    body: times(30_000, () => '').map(() => ({ query: '{ __typename }' })),
    status: 400,
    code: 'VALIDATION_FAILED',
    says: /Batches/,
  },
  // Texts
  invalid('text: NUL in the document', '{ __type\0name }', 'GRAPHQL_PARSE_FAILED', /Syntax Error/),
  invalid(
    'text: NUL in a variable',
    'query ($s: String) { patients(search: $s) { totalCount } }',
    'VALIDATION_FAILED',
    /NUL/,
    { s: 'a\0b' },
  ),
  invalid('text: half a surrogate pair', '{ \ud800 }', 'GRAPHQL_PARSE_FAILED', /Syntax Error/),
  invalid(
    'text: direction marks and lookalikes',
    '{ \u202e\u0430ctiveModel }',
    'GRAPHQL_PARSE_FAILED',
    /Syntax Error/,
  ),
  { ...invalid('text: no JSON', '', 'VALIDATION_FAILED', /no JSON/), body: '{"query": ' },
  {
    ...invalid('text: a body of 900,000 brackets', '', 'QUERY_TOO_COMPLEX', /levels/),
    body: '['.repeat(900_000),
  },
  {
    ...invalid('text: __proto__ in variables', '', 'BAD_USER_INPUT', /was not provided/),
    body: '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"__proto__":{"id":"x"}}}',
  },
];
