import { getIntrospectionQuery } from 'graphql';
import { type HostileOperation, invalid, nest, times, tooComplex } from './hostileOperation.js';

const page = (inner: string, first = 100) => `(first: ${first}) { edges { node { ${inner} } } }`;

/** Documents that are small, and mean too much. */
export const meanings: HostileOperation[] = [
  // Documents
  tooComplex(
    'documents: 11 operations',
    times(11, (i) => `query q${i} { __typename }`).join(' '),
    /operations in a document is 10/,
  ),
  invalid(
    'documents: the same operation twice',
    'query q { __typename } query q { __typename }',
    'GRAPHQL_VALIDATION_FAILED',
    /only one operation named/,
  ),
  {
    ...invalid(
      'documents: an operation that is not there',
      'query a { __typename } query b { __typename }',
      'OPERATION_RESOLUTION_FAILURE',
      /Unknown operation named "c"/,
    ),
    body: { query: 'query a { __typename } query b { __typename }', operationName: 'c' },
  },
  invalid(
    'documents: type definitions',
    'type Query { a: Int } { __typename }',
    'GRAPHQL_VALIDATION_FAILED',
    /not executable/,
  ),
  // Cost
  tooComplex(
    'cost: pages of 100 within pages of 100',
    `{ patients${page(`medicalImages${page('id filename')}`)} }`,
    /cost is 30,000/,
  ),
  tooComplex(
    'cost: the same by variables',
    `query ($n: Int) { patients(first: $n) { edges { node { medicalImages(first: $n) { edges { node { id filename } } } } } } }`,
    /cost is 30,000/,
    { n: 100 },
  ),
  tooComplex(
    'cost: hidden in a fragment',
    `{ patients${page('...f')} } fragment f on Patient { medicalImages${page('id filename')} }`,
    /cost is 30,000/,
  ),
  invalid(
    'cost: first: 2147483647',
    '{ patients(first: 2147483647) { totalCount } }',
    'VALIDATION_FAILED',
    /0 to 100 items/,
  ),
  invalid('cost: first: -1', '{ patients(first: -1) { totalCount } }', 'VALIDATION_FAILED', /0 to 100 items/),
  invalid(
    'cost: last: 101, by a variable',
    'query ($n: Int) { patients(last: $n) { totalCount } }',
    'VALIDATION_FAILED',
    /0 to 100 items/,
    { n: 101 },
  ),
  // Introspection
  tooComplex(
    'introspection: fields within fields',
    `{ __schema { types ${nest(3, '{ fields { type ', '{ name }', ' } }')} } }`,
    /levels of fields in introspection is 1/,
  ),
  tooComplex(
    'introspection: possibleTypes within fields',
    '{ __schema { types { possibleTypes { fields { name } } } } }',
    /introspection/,
  ),
  tooComplex(
    'introspection: through fragments',
    '{ __schema { types { ...t } } } fragment t on __Type { fields { type { ...u } } } fragment u on __Type { fields { name } }',
    /introspection/,
  ),
  tooComplex(
    'introspection: the whole schema twice',
    `${getIntrospectionQuery().replace('__schema', 'a: __schema { __typename } __schema')}`,
    /questions for __schema is 1/,
  ),
  tooComplex(
    'introspection: aliases beneath',
    `{ __schema { ${times(20, (i) => `a${i}: types { name }`).join(' ')} } }`,
    /aliases in introspection/,
  ),
  tooComplex(
    'introspection: 6 × __type',
    `{ ${times(6, (i) => `a${i}: __type(name: "Query") { fields { name } }`).join(' ')} }`,
    /questions for __type is 5/,
  ),
];
