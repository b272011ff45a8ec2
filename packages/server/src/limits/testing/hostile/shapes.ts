import { type HostileOperation, nest, times, tooComplex } from './hostileOperation.js';

/** Operations that are deep, wide, or full of aliases and directives. */
export const shapes: HostileOperation[] = [
  // Deep
  tooComplex(
    'deep: 17 levels of fields',
    nest(9, '{ node(id: "x") { ... on MedicalImage { patient ', '{ id }', '} } }'),
    /levels of fields is 16/,
  ),
  tooComplex(
    'deep: 2,000 levels, to overflow the parser',
    nest(2000, '{ a ', '{ a }', ' }'),
    /nested brackets is 48/,
  ),
  tooComplex('deep: 40,000 levels', nest(40_000, '{a', '', '}'), /characters in a document/),
  tooComplex(
    'deep: through inline fragments',
    `{ ${nest(200, '... on Query { ', '__typename', ' }')} }`,
    /nested brackets/,
  ),
  tooComplex(
    'deep: list literals in an argument',
    `{ node(id: ${nest(2000, '[', '', ']')}) { id } }`,
    /nested brackets/,
  ),
  tooComplex(
    'deep: object literals in an argument',
    `{ node(id: ${nest(2000, '{a:', '1', '}')}) { id } }`,
    /nested brackets/,
  ),
  tooComplex(
    'deep: list types of a variable',
    `query ($x: ${nest(2000, '[', 'ID', ']')}) { __typename }`,
    /nested brackets/,
  ),
  tooComplex('deep: brackets that never close', '{a'.repeat(20_000), /nested brackets/),
  // Wide
  tooComplex('wide: 2,000 different fields', `{ ${times(2000, (i) => `f${i}`).join(' ')} }`, /fields is 600/),
  tooComplex('wide: 50,000 fields', `{ ${times(50_000, () => 'a').join(' ')} }`, /characters in a document/),
  tooComplex('wide: 9,000 × __typename', `{ ${'__typename '.repeat(9000)} }`, /tokens is 5,000/),
  tooComplex(
    'wide: 601 × __typename under pages',
    `{ patients { ${'__typename '.repeat(601)} } }`,
    /fields is 600/,
  ),
  tooComplex(
    'wide: 20,000 arguments',
    `{ node(${times(20_000, (i) => `a${i}:1`).join(' ')}) { id } }`,
    /characters|tokens/,
  ),
  tooComplex(
    'wide: 1,700 variable definitions',
    `query (${times(1700, (i) => `$v${i}:ID`).join(' ')}) { __typename }`,
    /tokens/,
  ),
  // Aliases
  tooComplex(
    'aliases: 51 × the same field',
    `{ ${times(51, (i) => `a${i}: viewer { id }`).join(' ')} }`,
    /aliases is 50/,
  ),
  tooComplex(
    'aliases: 1,000 × activeModel',
    `{ ${times(1000, (i) => `a${i}: activeModel { id }`).join(' ')} }`,
    /tokens|aliases/,
  ),
  tooComplex(
    'aliases: hidden in a fragment',
    `{ ${times(10, () => '... { ...f }').join(' ')} } fragment f on Query { ${times(10, (i) => `a${i}: __typename`).join(' ')} }`,
    /aliases is 50/,
  ),
  tooComplex(
    'aliases: 11 passwords guessed in one request',
    `mutation { ${times(11, (i) => `a${i}: signIn(input: { email: "a@b.org", password: "${i}" }) { __typename }`).join(' ')} }`,
    /mutations in a request is 10/,
  ),
  // Directives
  tooComplex(
    'directives: 51 on fields',
    `{ ${times(51, () => '__typename @include(if: true)').join(' ')} }`,
    /directives is 50/,
  ),
  tooComplex(
    'directives: 1,500 unknown ones on one field',
    `{ __typename ${'@a '.repeat(1500)} }`,
    /directives/,
  ),
  tooComplex(
    'directives: 1,000 × @skip on one field',
    `{ __typename ${'@skip(if: false) '.repeat(1000)} }`,
    /directives/,
  ),
];
