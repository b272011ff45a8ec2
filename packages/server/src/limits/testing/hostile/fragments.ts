import { type HostileOperation, invalid, times, tooComplex } from './hostileOperation.js';

/** Each spreads the next twice: 2^60 fields for 60 fragments. */
const bomb = (levels: number, leaf: string) =>
  times(levels, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ') +
  ` fragment f${levels} on Query { ${leaf} }`;

/** The same answer field, each with fields of its own beneath: what graphql-js compares pair by pair. */
const overlapping = (outer: number, inner: number) =>
  `{ ${times(outer, () => `patients { ${times(inner, () => 'totalCount').join(' ')} }`).join(' ')} }`;

/** Fragments in circles and bombs, and fields that validation compares pair by pair. */
export const fragments: HostileOperation[] = [
  // Fragments
  invalid(
    'fragments: one spreads itself',
    '{ ...f } fragment f on Query { ...f }',
    'VALIDATION_FAILED',
    /Break the circle/,
  ),
  invalid(
    'fragments: a circle of 100',
    `{ ...f0 } ${times(100, (i) => `fragment f${i} on Query { viewer { id } ...f${(i + 1) % 100} }`).join(' ')}`,
    'VALIDATION_FAILED',
    /circle/,
  ),
  invalid(
    'fragments: a circle that nobody uses',
    '{ __typename } fragment f on Query { ...g } fragment g on Query { ...f }',
    'VALIDATION_FAILED',
    /circle/,
  ),
  tooComplex('fragments: a bomb of 2^60 fields', `{ ...f0 } ${bomb(60, '__typename')}`, /fields is 600/),
  tooComplex(
    'fragments: a bomb that nobody uses',
    `{ __typename } ${bomb(60, 'viewer { id }')}`,
    /fields is 600/,
  ),
  tooComplex(
    'fragments: a bomb of nothing',
    `{ ...f0 } ${times(60, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')}`,
    /fields is 600/,
  ),
  tooComplex(
    'fragments: 101 of them',
    `{ __typename } ${times(101, (i) => `fragment f${i} on Query { __typename }`).join(' ')}`,
    /fragments is 100/,
  ),
  tooComplex(
    'fragments: one spread 700 times',
    `{ ${'...f '.repeat(700)} } fragment f on Query { __typename }`,
    /fields is 600/,
  ),
  tooComplex(
    'fragments: depth beyond the limit through spreads',
    `{ patients { edges { node { ...f0 } } } } ${times(8, (i) => `fragment f${i} on Patient { studies { edges { node { patient { ...f${i + 1} } } } } }`).join(' ')} fragment f8 on Patient { id }`,
    /levels of fields/,
  ),
  // Pairs of fields that validation compares
  tooComplex(
    'overlapping: 51 × one field',
    `{ ${'__typename '.repeat(51)} }`,
    /repetitions of one field is 50/,
  ),
  tooComplex(
    'overlapping: 40 × 40 fields, 1.3 million pairs',
    overlapping(20, 20),
    /repetitions of one field is 50/,
  ),
  tooComplex(
    'overlapping: through fragments',
    `{ ${times(60, (i) => `...f${i}`).join(' ')} } ${times(60, (i) => `fragment f${i} on Query { patients { totalCount } }`).join(' ')}`,
    /repetitions/,
  ),
  tooComplex(
    'overlapping: nested four levels',
    `{ ${times(4, () => `patients { ${times(4, () => `edges { ${times(4, () => 'node { id }').join(' ')} }`).join(' ')} }`).join(' ')} }`,
    /repetitions/,
  ),
];
