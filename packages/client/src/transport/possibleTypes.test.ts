import { readFileSync } from 'node:fs';
import { buildSchema, isAbstractType } from 'graphql';
import { expect, it } from 'vitest';
import { possibleTypes } from './possibleTypes.js';

it('knows the members of every interface and union of the printed schema', () => {
  const printed = new URL('../../../server/schema.graphql', import.meta.url);
  const schema = buildSchema(readFileSync(printed, 'utf8'));
  const abstract = Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type))
    .map(
      (type) =>
        [
          type.name,
          schema
            .getPossibleTypes(type)
            .map(({ name }) => name)
            .sort(),
        ] as const,
    );
  expect(possibleTypes).toEqual(Object.fromEntries(abstract));
});
