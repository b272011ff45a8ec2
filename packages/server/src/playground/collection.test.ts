import { getVariableValues, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkOperation } from '../limits/checkOperation.js';
import { schema } from '../schema/schema.js';

interface Ready {
  title: string;
  query: string;
  needs?: string;
  variables?: Record<string, unknown>;
  ids?: Record<string, string>;
}

// The page's own modules are JavaScript for browsers, which the compiler does not look at.
const collectionModule: string = './app/collection.js';
const { collection, variablesOf } = (await import(collectionModule)) as {
  collection: { group: string; operations: Ready[] }[];
  variablesOf(operation: Ready, idOf: (type: string) => string | undefined): Record<string, unknown>;
};
const mutations = schema.getMutationType()!.getFields();
const offered = collection
  .flatMap(({ operations }) => operations)
  .filter(({ needs }) => !needs || Object.hasOwn(mutations, needs));

describe('each ready operation of the playground', () => {
  it.each(offered.map((one) => [one.title, one] as const))(
    '%s fits the schema, with its variables',
    (_title, ready) => {
      const document = parse(ready.query);
      checkOperation(ready.query);
      expect(validate(schema, document)).toEqual([]);
      const operation = document.definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      );
      const variables = variablesOf(ready, (type) => `id of a ${type}`);
      const { errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
      expect(errors).toBeUndefined();
    },
  );

  it('has the ids that were seen in its variables, and leaves the collection as it is', () => {
    const ready = {
      title: '',
      query: '',
      variables: { input: { agrees: true } },
      ids: { 'input.analysisId': 'Analysis' },
    };
    expect(variablesOf(ready, (type) => `the ${type}`)).toEqual({
      input: { agrees: true, analysisId: 'the Analysis' },
    });
    expect(variablesOf(ready, () => undefined)).toEqual({ input: { agrees: true, analysisId: '' } });
  });
});
