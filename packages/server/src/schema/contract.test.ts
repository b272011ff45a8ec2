import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, isUnionType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { contractGaps } from './contractGaps.js';
import { schema } from './schema.js';

const contract = new URL('../../../../../shared/contract/api.graphql', import.meta.url);
const baseline = new URL('../../schema.baseline.graphql', import.meta.url);

describe('the schema', () => {
  it('takes nothing away that the last release had (schema.baseline.graphql)', () => {
    const before = buildSchema(readFileSync(baseline, 'utf8'));
    expect(findBreakingChanges(before, schema).map(({ description }) => description)).toEqual([]);
  });

  it.skipIf(!existsSync(contract))('contains the whole contract', () => {
    expect(contractGaps(readFileSync(contract, 'utf8'), schema)).toEqual([]);
  });

  it('lists the payload of each result first', () => {
    const results = Object.values(schema.getTypeMap()).filter(
      (type) => isUnionType(type) && type.name.endsWith('Result'),
    );
    expect(results.length).toBeGreaterThan(10);
    for (const result of results) {
      const [first] = isUnionType(result) ? result.getTypes() : [];
      expect(first?.name, result.name).toMatch(/Payload$/);
    }
  });
});

describe('contractGaps', () => {
  const built = buildSchema(`
    interface Node { id: ID! }
    type User implements Node { id: ID!, name(short: Boolean): String, role: Role! }
    enum Role { ADMIN VIEWER }
    type Failure { code: String! }
    union Result = User | Failure
    input In { a: Int!, b: String }
    type Query { user(id: ID!): User, more: Int }
  `);

  it('finds none in a schema that has more', () => {
    const wanted = `interface Node { id: ID! } type User implements Node { id: ID! } enum Role { ADMIN }
      union Result = User input In { a: Int! } type Query { user(id: ID!): User }`;
    expect(contractGaps(wanted, built)).toEqual([]);
  });

  it.each([
    ['type Patient { id: ID! }', 'Patient is missing'],
    ['type User { email: String }', 'User.email is missing'],
    ['type User { name: String! }', 'User.name is String and not String!'],
    ['type User { name(long: Boolean): String }', 'User.name(long:) is missing'],
    ['type Query { user(id: ID): User }', 'Query.user(id:) is ID! and not ID'],
    ['type Failure implements Node { code: String! }', 'Failure no longer implements Node'],
    ['enum Role { CLINICIAN }', 'Role no longer has CLINICIAN'],
    ['union Result = User | Query', 'Result no longer may be Query'],
    ['input In { c: Int }', 'In.c is missing'],
    ['input In { b: String! }', 'In.b is String and not String!'],
  ])('tells of %s', (wanted, gap) => {
    expect(contractGaps(wanted, built)).toEqual([gap]);
  });
});
