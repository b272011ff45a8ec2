import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { printSchemaFile } from './printSchemaFile.js';
import { schema } from './schema.js';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

describe('the schema', () => {
  it('is the one in schema.graphql; `npm run generate:schema -w packages/server` prints it anew', () => {
    expect(printSchemaFile()).toBe(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    const look = (name: string, description: string | null | undefined) => {
      if (!description) silent.push(name);
    };
    for (const type of types) {
      look(type.name, type.description);
      if (isEnumType(type))
        for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field.description);
        if (!('args' in field)) continue;
        for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
    expect(silent).toEqual([]);
  });

  it('lets every mutation fail in a typed way', () => {
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const result = getNamedType(field.type);
      // The contract has this one answer as the upload it stands for.
      const of = field.name === 'completeUpload' ? 'uploadMedicalImages' : field.name;
      expect(result.name).toBe(`${of[0]!.toUpperCase()}${of.slice(1)}Result`);
      expect(result.astNode ?? result.toConfig()).toHaveProperty('types');
    }
  });

  it('gives every connection the page arguments', () => {
    for (const type of types.filter(isObjectType)) {
      for (const field of Object.values(type.getFields())) {
        if (!getNamedType(field.type).name.endsWith('Connection')) continue;
        const names = field.args.map((arg) => arg.name);
        expect(names, `${type.name}.${field.name}`).toEqual(
          expect.arrayContaining(['first', 'after', 'last', 'before']),
        );
      }
    }
  });
});
